"""Given names, as evidence that two or three capitalised words name a person and not a firm."""

GIVEN_NAMES = frozenset(
    """
    aaron abby abigail adam adrian adriana adrienne agnes agnieszka ahmed aileen akira al alain
    alan alana albert alberto alejandro aleksandra alessandra alessandro alex alexa alexander
    alexandra alexandre alexandria alexis alfred ali alice alicia alina alison alistair allan
    allen allison allyson alyssa amanda amber amelia amit amol amy ana anders andre andrea
    andreas andrei andres andrew andy angela angelica angie anil anita anja anjali ann anna
    annabelle anne annette annie annika anthony antje antoine anton antonia antonio anupam april
    arielle armin arnaud arne arthur ash ashley ashok astrid audra audrey austin axel barbara
    barry bart bastian beata beatrice beatriz ben benedikt benjamin benoit bernadette bernard
    bernd bernhard beth bethany betsy betty beverly bill bjorn björn blair blake bob bobby brad
    bradley brandi brandon brandy brenda brendan brent bret brett brian briana brianna bridget
    britta brittany brooke bruce bruno bryan bryce caitlin cameron camille candace candice cara
    carina carl carla carlo carlos carly carmen carol carole carolin carolina caroline carolyn
    carrie carsten casey cassandra catherine cathy cecile cecilia cedric céline celine chad
    chantal charles charlie charlotte chase chelsea chen cheryl chiara chloe chris chrissy
    christa christel christelle christian christiane christina christine christof christoph
    christophe christopher christy chuck cindy claire clara clare clarissa claude claudia claus
    clay clement clint cody colby colette colin colleen connie connor conor constance corey
    corinna corinne cornelia cory courtney craig crystal curt curtis cynthia cyril daisy dale
    damien damon dan dana daniel daniela daniele danielle danny daphne darcy darin darius darren
    dave david davide dawn dean deanna debbie deborah debra deirdre denis denise dennis denny
    derek detlef devin devon diana diane didier diego dieter dietmar dina dirk dominic dominik
    dominique don donald donna donovan doreen doris dorothea dorothy doug douglas drew duane
    duncan dustin dwight dylan earl ed eddie edith eduardo edward edwin eileen elaine eleanor
    elena eliot elisa elisabeth elise eliza elizabeth ella ellen elliot elliott elsa emanuel
    emil emilia emilie emily emma emmanuel emmanuelle enrico eric erica erich erick erik erika
    erin ernest ernst ethan etienne eugene eva evan eve evelyn fabian fabienne fabio faith
    federica federico felicia felicity felix fernando fiona flora florence florian frances
    francesca francesco francis francisco franck francois françois françoise frank franz fred
    frederic frédéric frederick fredrik gabriel gabriela gabriele gail gareth garrett garth gary
    gavin geneviève gemma gene geoff geoffrey georg george georgia georgina gerald gerard gerd
    gerhard geraldine gianluca gilbert gilles gillian gina giovanni giulia giuseppe glen glenn
    gloria gordon grace graham grant greg gregg gregor gregory greta guido guillaume gunnar
    günter guy gwen hailey haley hannah hannes hans harald harold harriet harry harvey hayley
    heather hector heidi heike heinrich heinz helen helena helene helmut henning henri henrik
    henry herbert herve hervé hilary hiroshi holger holly hope howard hubert hugh hugo hui
    hunter iain ian ida igor ilan ilona ilya ina inga ingo ingrid irene irina iris isaac isabel
    isabella isabelle ivan jack jackie jackson jacob jacqueline jacques jaime jake james jamie
    jan jana jane janet janice janine jared jasmine jason javier jay jayne jean jeanette jeanine
    jeanne jeff jeffrey jen jenna jennie jennifer jenny jens jeremiah jeremy jerome jérôme jerry
    jess jesse jessica jessie jill jillian jim jimmy jin jo joachim joan joanna joanne joao
    jocelyn jodi jody joe joel joelle joerg johan johann johanna johannes john johnny jon jonas
    jonathan jordan jorg jörg jorge jose josé joseph josephine josh joshua josie joy joyce juan
    judith judy juergen jürgen juli julia julian juliana julie julien juliet juliette julio jun
    justin justine kai kara karen karin karina karl karla karsten kasper kat katarina kate
    katelyn katharina katharine katherine kathi kathleen kathryn kathy katie katja katrin
    katrina katy kay kayla keith kelli kellie kelly kelsey ken kendall kendra kenji kenneth kent
    kerry kerstin kevin kiersten kim kimberly kiran kirsten kirk kirstin klaus knut konrad kris
    krista kristen kristi kristian kristin kristina kristine kristof kristoffer kurt kyle lance
    lara lars larry laura laure lauren laurence laurent laurie lawrence lea leah lee leigh leila
    lena lennart leo leon leonard leonie leroy leslie lexi liam lien lila lili lily lina linda
    lindsay lindsey lionel lisa liz liza lloyd logan lois lora loren lorenzo lori lorraine lou
    louis louisa louise luc luca lucas lucia lucie lucy luigi luis luisa lukas luke luna lydia
    lyn lynn lynne mackenzie madeleine madeline madison magdalena magnus maggie maik malcolm
    malin mallory mandy manfred manoj manuel manuela mara marc marcel marcia marco marcus
    margaret margarita margot maria mariana marianne marie marilyn marina mario marion marisa
    marissa marius marjorie mark marko markus marlene marsha marta martha martin martina marty
    martyn mary maryann mat mathias mathieu mathilde matt matteo matthew matthias matthieu maura
    maureen maurice mauricio max maxime maximilian maya mckenzie meagan megan meghan mehdi mei
    mel melanie melinda melissa melody mercedes meredith mia micah michael michaela michel
    michele michelle mickael mike miguel mika mikael mike mila miles milena milo mina ming minna
    miranda miriam misty mitch mitchell mohamed mohammad mohammed moira molly mona monica monika
    monique morgan moritz muhammad muriel myriam nadia nadine nadja nancy naomi natalia natalie
    natasha nate nathalie nathan nathaniel neal neil nelly nelson neha nic nicholas nicki nick
    nicola nicolas nicole nigel niklas nikki niklaus nils nina noah noel noelle nora norbert
    norma norman octavia olaf oliver olivia olivier omar oscar oskar owen pablo paige pam pamela
    paola paolo pascal pascale pat patrice patricia patrick patrik patti patty paul paula
    paulina pauline pedro peggy penny per perry pete peter petra phil philip philipp philippa
    philippe phillip phoebe phyllis pia pierre piotr polly pooja preston priya priyanka quentin
    quinn rachael rachel radhika rafael rahul raj rajesh ralf ralph ramona ramesh randall randy
    raphael raquel raul ravi ray raymond rebecca reed regina régis reid reinhard rekha remi rémi
    rena renate rene rené renee reto rex rhonda ricardo riccardo rich richard rick ricky rina
    rita rob robbie robert roberta roberto robin robyn rod rodney roger rohan roland rolf romain
    roman ron ronald ronnie rory rosa rosalie rose rosemary ross roxanne roy ruben ruby rudolf
    rudy rupert russ russell ruth ryan sabine sabrina sally salvatore sam samantha sami samir
    samuel sandra sandrine sandy sanjay sara sarah sascha scott sean sebastian sébastien selena
    serena serge sergei sergio seth shane shannon sharon shaun shawn shayna sheila shelby
    sheldon shelley shelly sheri sherri sherry shirley shivani sid sidney siegfried sierra silke
    silvia simon simona simone sofia sofie sonia sonja sophia sophie spencer stacey stacie stacy
    stan stanley stefan stefanie stefano stella stephan stephane stéphane stephanie stéphanie
    stephen steve steven stewart stuart sue summer sunil suresh susan susana susann susanna
    susanne susie suzanne suzy sven svetlana sydney sylvain sylvia sylvie tad tamara tami tammy
    tania tanja tanya tara taryn tasha tatiana taylor ted teresa terence teri terrance terrence
    terri terry tess tessa theo theodore theresa therese thérèse thibault thierry thomas
    thorsten tiffany tilman tim timothy tina tobias todd tom tomas tommy toni tonia tony tonya
    torsten tracey traci tracie tracy travis trent trevor tricia trina trish tristan troy tyler
    udo ulf ulla ulrich ulrike ulrika ursula ute uwe val valentin valentina valerie valérie
    vanessa vaughn vera verena veronica veronika véronique vicki vickie vicky victor victoria
    vijay vikas vincent vincenzo violet virginia virginie vivek vivian viviane volker wade
    walter wanda warren wayne wei wendy werner wes wesley whitney will willem william wilma
    wolfgang xavier xiao xin yan yang yann yannick ying yolanda yoko yuki yvan yves yvette
    yvonne zach zachary zack zoe zoë zsolt
    """.split()
)

CHINESE_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣"
    "蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀"
    "顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
)
