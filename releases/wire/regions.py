"""What stands after a city in a dateline: states, provinces and countries, as wires print them.

AP style abbreviates most states of the United States ("Calif."), postal codes are in use too; other
places come with their country or province.
"""

_STATES = """
Ala. Alaska Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Hawaii Idaho Ill. Ind. Iowa Kan. Kans. Ky.
La. Maine Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nebr. Nev. N.H. N.J. N.M. N.Mex. N.Y. N.C. N.D.
N.Dak. Ohio Okla. Ore. Oreg. Pa. Penn. R.I. S.C. S.D. S.Dak. Tenn. Tex. Texas Utah Vt. Va. Wash.
W.Va. Wis. Wisc. Wyo. D.C. P.R.
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC
ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR
Alabama Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Illinois Indiana
Kansas Kentucky Louisiana Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Oklahoma
Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Vermont Virginia Washington
West_Virginia Wisconsin Wyoming Puerto_Rico District_of_Columbia
"""
_PROVINCES = """
Alberta British_Columbia Manitoba New_Brunswick Newfoundland Newfoundland_and_Labrador Nova_Scotia
Ontario Prince_Edward_Island Québec Quebec Saskatchewan Yukon Nunavut Northwest_Territories
Alta. B.C. Man. N.B. N.S. Ont. Que. Qué. P.E.I. Sask. AB BC MB NB NL NS ON QC PE SK YT
Colombie-Britannique Nouvelle-Écosse Nouveau-Brunswick Île-du-Prince-Édouard
New_South_Wales Victoria Queensland South_Australia Western_Australia Tasmania NSW VIC QLD
England Scotland Wales Northern_Ireland Jersey Guernsey Isle_of_Man Surrey Kent Oxfordshire
Cambridgeshire Hertfordshire
Guangdong Jiangsu Zhejiang Fujian Shandong Sichuan Hubei Hunan Henan Hebei Anhui Jiangxi Shaanxi
Liaoning Jilin Heilongjiang Hainan Yunnan Guizhou Shanxi Inner_Mongolia Guangxi Xinjiang Tibet
Maharashtra Karnataka Telangana Gujarat Tamil_Nadu Haryana Uttar_Pradesh West_Bengal Kerala
Andhra_Pradesh Rajasthan Punjab
Bavaria Bayern Hesse Hessen Saxony Sachsen Bavière
"""
_COUNTRIES = """
Afghanistan Albania Algeria Andorra Angola Antigua_and_Barbuda Argentina Armenia Aruba Australia
Austria Azerbaijan Bahamas The_Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Bermuda
Bolivia Bosnia_and_Herzegovina Botswana Brazil Brasil British_Virgin_Islands BVI Brunei Bulgaria
Burkina_Faso Cambodia Cameroon Canada Cayman_Islands Grand_Cayman Chile China Colombia Costa_Rica
Croatia Cuba Curaçao Cyprus Czechia Czech_Republic Denmark Dominican_Republic Ecuador Egypt
El_Salvador Estonia Ethiopia Faroe_Islands Fiji Finland France Georgia Germany Ghana Gibraltar
Greece Greenland Guatemala Guinea Guyana Haiti Honduras Hong_Kong Hong_Kong_SAR Hungary Iceland
India Indonesia Iran Iraq Ireland Republic_of_Ireland Israel Italy Ivory_Coast Jamaica Japan Jordan
Kazakhstan Kenya Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Liechtenstein Lithuania Luxembourg
Macau Macao Madagascar Malawi Malaysia Maldives Mali Malta Marshall_Islands Mauritania Mauritius
Mexico México Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal
Netherlands The_Netherlands the_Netherlands New_Zealand Nicaragua Niger Nigeria North_Macedonia
Norway Oman Pakistan Panama Papua_New_Guinea Paraguay Peru Philippines The_Philippines
the_Philippines Poland Portugal Qatar Romania Russia Rwanda Saudi_Arabia KSA Senegal Serbia
Sierra_Leone Singapore Slovakia Slovenia Somalia South_Africa South_Korea Korea Republic_of_Korea
Spain Sri_Lanka Sudan Suriname Sweden Switzerland Syria Taiwan Taiwan,_R.O.C. R.O.C. Tajikistan
Tanzania Thailand Togo Trinidad_and_Tobago Tunisia Turkey Türkiye Turks_and_Caicos Uganda Ukraine
United_Arab_Emirates UAE U.A.E. United_Kingdom UK U.K. Great_Britain United_States
United_States_of_America US USA U.S. U.S.A. Uruguay Uzbekistan Vatican Venezuela Vietnam Viet_Nam
Yemen Zambia Zimbabwe P.R._China PRC P.R.C. People's_Republic_of_China
Allemagne Autriche Belgique Brésil Chine Corée_du_Sud Danemark Espagne États-Unis Finlande
Grèce Hongrie Inde Irlande Islande Israël Italie Japon Luxembourg Maroc Mexique Norvège
Nouvelle-Zélande Pays-Bas Pologne Royaume-Uni Russie Suède Suisse Turquie
Deutschland Österreich Schweiz Frankreich Italien Spanien Niederlande Belgien Dänemark Schweden
Norwegen Finnland Polen Großbritannien Vereinigtes_Königreich USA Japan China Israel Irland Island
Luxemburg Tschechien Ungarn España Italia Nederland België Danmark Sverige Norge Suomi Ísland
"""

REGIONS = frozenset(
    name.replace("_", " ").lower() for name in (_STATES + _PROVINCES + _COUNTRIES).split()
)
# Names that hold the word with which two places are joined.
WITH_AND = tuple(sorted(name for name in REGIONS if " and " in name))


def is_region(name: str) -> bool:
    """Whether ``name`` says where a city lies, and is no city of its own in a dateline."""
    plain = " ".join(name.replace("’", "'").split()).lower()
    return plain in REGIONS or plain.removesuffix(".") in REGIONS or f"{plain}." in REGIONS
