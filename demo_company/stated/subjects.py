"""The facilities, trials and events that the announcements speak of.

Shanghai is one facility: the company counts three in China before the opening of 2017 and after
it, and no source says what became of an earlier site there.
"""

from demo_company.stated import Subject

BEIJING = Subject("beijing", "Beijing")
SHANGHAI = Subject("shanghai", "Shanghai (Zhangjiang)")
WUXI = Subject("wuxi", "Wuxi (Huishan)")
GAITHERSBURG = Subject("gaithersburg", "Gaithersburg, Maryland")
ROCKVILLE = Subject("rockville", "Rockville, Maryland")

THREE_IN_CHINA = (BEIJING, SHANGHAI, WUXI)  # a figure for them together stays one figure

CAR_T_IN_DLBCL = Subject("car-t-in-refractory-dlbcl", "CAR-T in refractory DLBCL")
TRIAL_IN_ALL = Subject("trial-in-relapsed-or-refractory-all", "Trial in r/r CD19+ B-cell ALL")
ALLOJOIN_IN_KOA = Subject("allojoin-in-knee-osteoarthritis", "AlloJoin in knee osteoarthritis")

CAPACITY_TABLE = Subject("capacity-figures", "Facility and capacity figures (CSV)")
SHAREHOLDERS = Subject("shareholder-information", "Shareholder information")
QUESTIONS = Subject("questions-and-answers", "Questions and answers")

SHANGHAI_GRAND_OPENING = Subject(
    "grand-opening-of-the-shanghai-facility", "Grand opening, Shanghai, 2017"
)
