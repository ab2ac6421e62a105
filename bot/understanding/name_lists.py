"""Word lists for finding people's names: first names in England today, and words that only look like names."""

from __future__ import annotations

FIRST_NAMES: frozenset[str] = frozenset("""
aaliyah aamir aaron abbie abby abdi abdul abdullah abena abi abigail abraham ada adam adebayo adele aditi aditya
adnan adrian adriana afia agnes agnieszka ahmed aidan aiden aileen aimee aisha aishah ajay akash akosua akua alan
alana alasdair alastair albert alec alejandro aleksandra alena alesha alex alexa alexander alexandra alexis alfie
alfred ali alia alice alicia alina alisha alison alistair aliyah allan allen ama amanda amandeep amar amara amber
ambreen amelia amelie amina aminata amir amira amit amna amy ana anastasia andre andrea andreea andrei andrew
andrzej andy angela angie angus anil anisa anita aniyah anja anjali ann anna annabel annabelle anne annette annie
annmarie anoushka anthea anthony antoinette anton antonia antonio anwar aoife aquila arabella archie ariana arif
arjun arlo arnold arran arthur arun arvind asad asha ashleigh ashley ashraf asif asim asma astrid athena aubrey
audrey august austin ava avril ayaan ayaz ayesha aylin ayo ayomide azra babatunde baljit balraj barbara barnaby
barney barry bartek bartosz bea beatrice beatrix becca becky belinda ben benedict benjamin benny bernadette bernard
bernie bertie beryl bess bethan bethany betty bev beverley beverly bhavna bilal bill billie billy binta blake bob
bobbie bobby bogdan brad bradley brandon brenda brendan brenna brian bridget bridie brigid bronagh bronte bronwen
brooke bruce bruno bryan bryn bryony caitlin caleb callum calum calvin cameron camilla camille candice cara carl
carla carlos carly carmel carmen carol carole caroline carolyn carrie carys casey cassandra cassie cath catherine
cathy catriona cecilia cecily cedric celeste celia celine chanel chanelle chantal chantelle charis charlene charles
charley charlie charlotte chelsea chenelle cheryl chidi chidinma chika chinedu chiara chinwe chloe chris chrissie
chrissy christian christina christine christopher chukwuma ciara cillian cindy claire clara clare clarice clarissa
claude claudia clement cleo clifford clive cody colette colin colleen colm conall connie connor conor constance cora
coral corey corinne courtney craig cressida curtis cynthia cyril daisy dale dalia damian damien damilola damon dan
dana daniel daniela danielle danika danny daphne darcey darcie daria darius darnell darragh darrell darren darryl
daryl dave david davina dawid dean deanna deb debbie deborah debra declan dee deepa deepak deirdre delia della
delroy demi denise dennis denzel derek dermot desmond devon dexter dhruv diana diane dianne dilan dilip dimitri dina
dinesh dionne dipti dolores dominic dominik dominika donal donald donna doreen doris dorothy dougie douglas dot
duncan dwayne dylan eamon ebony eddie edgar edie edith edmund edna edward edwin edwina efua eileen eilidh eimear
elaine eleanor elena eli elias elif elijah elinor eliot elis elisa elisabeth elise eliza elizabeth ella elle ellen
ellie elliot elliott ellis elodie eloise elsa elsie elspeth elton elvira emeka emil emilia emily emma emmanuel
emmett enid enya eoin eric erica erik erika erin ernest errol esme esmee esther ethan ethel eugene eunice eva evan
evangeline eve evelyn evie ewa ewan ezra fabian fahad faisal faizah faiza fareed farah farhan farida farooq farrah
fathima fatima fatou fatoumata fay faye fearne felicity felix femi fergus fern fernando ffion fiona finlay finley
finn finnian flo flora florence folake folasade frances francesca francis frank frankie franklin fred freda freddie
freddy frederick freya funmi gabby gabriel gabriella gabrielle gail gareth garry gary gavin gaynor gemma geoff
geoffrey george georgia georgie georgina geraint gerald geraldine gerard gerry ghazala gilbert gill gillian gina
ginny giovanni gita giulia gladys glen glenda glenn gloria glyn godfrey gordon grace graeme graham grainne grant
greg gregory greta gretchen griff grzegorz guled gurdeep gurpreet gus guy gwen gwendolyn gwyneth habiba hadiya hafsa
hakeem hamish hamza hana hanif hannah haris harish harjit harley harold haroon harper harpreet harriet harris
harrison harry harsha harun harvey hasan hassan haydn hayley hazel heather hector heidi helen helena helene
henrietta henry herbert hermione hetty hilary hilda hodan hollie holly honor hooriya horace howard hubert hugh hugo
humaira humphrey husna hussain hussein ian ibrahim ibby idris ifeoma igor ikram ilana ilyas imani immy imogen imran
ina india indira ines ingrid ioana iona ira irena irene iris irma isaac isabel isabella isabelle isaiah isha isla
ismail isobel ivan ivana ivy iwan izabela izzy jac jacek jack jackie jackson jacob jacqueline jacqui jade jaden jago
jaheim jai jaiden jake jakub jamal jameela james jameson jamie jamil jamila jan jana jane janet janice janine janis
jared jaroslaw jasmin jasmine jason jasper jaspreet jatinder javed javier jaxon jay jayden jayne jaz jean jeanette
jeanne jed jeff jeffrey jelena jemima jemma jen jenna jennie jennifer jenny jerome jermaine jerry jess jessica
jessie jethro jill jillian jim jimmy jo joan joanna joanne jocelyn jodie jody joe joel joelle johanna john johnnie
johnny jolene jon jonah jonas jonathan jonny jools jordan jordana joseph josephine josh joshua josiah josie joy
joyce juan juanita jude judi judith judy julia julian juliana julie juliet juliette julius junaid jung justin
justina justine kabir kacper kadija kai kaia kaitlyn kaleb kamal kamila kamran kane karan kareem karen karim karina
karl karol karolina kasey kasia kat katarzyna kate kateryna kath katharine katherine kathleen kathryn kathy katie
katja katrina katy kavita kay kaya kaydee kayden kayla kayleigh keaton keegan keeley keeva keira keiran keisha keith
kelechi kelis kelly kelsey kelvin ken kendra kenneth kenny kenzie keri kerri kerrie kerry kev kevin keziah khadija
khadijah khalid khalil kian kiara kieran kiera kieron kim kimberley kimberly kimmy kingsley kiran kirsten kirstie
kirsty kit kitty kobe kofi kojo konrad krish krishna krishan kristen kristian kristina kristof krystal krzysztof
kumar kwabena kwame kyle kylie kyra lacey lachlan laila lakshmi lamar lana lara larissa larry latisha laura laurel
lauren laurence laurie lavinia lawrence layla leah leanne lee leena leila leigh leighton lena lenny leo leon leona
leonard leonie leroy les lesley leslie leticia lettie levi lewis lexi lexie leyla liam libby lila lilian liliana
lillian lillie lily lina linda lindsay lindsey linford linus lionel lisa livia liz liza lizzie lloyd logan lois lola
lora loraine loretta lorna lorraine lottie lou louie louis louisa louise lowri luc luca lucas lucia lucian lucie
lucinda lucy ludmila luis luka lukas luke lukasz lulu luna luther lydia lyla lyn lynda lyndon lyndsey lynette lynn
lynne lynsey mabel maciej mackenzie maddie maddison madeleine madeline madiha madison mae maeve magda magdalena
maggie mahmood mahmoud maia mair maire mairead maisie maisy malachi malachy malakai malaika malcolm malgorzata malik
malika mandeep mandy manish manjit manoj manpreet mansoor manuel mara marc marcel marcella marcia marcin marco
marcus marek margaret margarita margery margot marguerite maria mariam mariama marian marianne marie mariella marika
marilyn marina mario marion marisa marissa marius marjorie mark marlene marlon marsha marta martha martin martina
martyn marvin mary maryam maryanne mason mateo mateusz matilda matt matteo matthew maud maura maureen maurice mavis
max maxim maxine maxwell maya mbali megan meena meera mehmet mehwish mei mel melanie melinda melissa melody melvin
memunah mercy meredith merle mervyn mia micah michael michaela michal michele michelle mick micky miguel mihai
mikaela mikael mike mikey mila milan mildred milena miles milly millie milo mina mindy mira miranda miriam mitchell
mo moesha mohamed mohammad mohammed mohan mohsin moira moli mollie molly mona monica monika monique montgomery morag
morgan moses moshe mourad muhammad muna murray musa mustafa mya myah myles myra myriam myrtle nabeel nabil nabila
nadeem nadia nadine nadja naeem nahla naila naima nana nancy nanette naomi naresh narinder nas naseem nasir nasra
nasreen nasrin natalia natalie natasha nathan nathaniel naveed naz nazia nazir nazma neelam neha neil nell nellie
nelson nerys nesta neve nia niall niamh nichola nicholas nick nicki nicky nico nicola nicole nigel nikhil nikita
nikki nikola nila nina niraj nisha nita nitin noah noel noelle nola nora noreen norma norman nosheen nuala nura
nuria obinna octavia odette ola olamide oleksandr olga olive oliver olivia olly olu oluwaseun omar omari oonagh opal
orla orlagh orlaith orlando orson oscar osman osama oswald otis otto owain owen owusu oyinkan pablo paddy padraig
paige pam pamela paolo parminder parveen pascal pat patience patricia patrick patryk patsy paul paula paulina
pauline pavel pawel pearl peggy penelope penny perry pete peter petra phil philip philippa phillip phoebe phyllis
pia pierre piers piotr pip pippa polly poonam poppy pran pranav preeti priscilla prisha pritesh priti priya priyanka
przemek quentin quinn rabia rachael rachel rachelle radek rae rafael rafal rafe rafiq ragnar rahim rahul raheem raj
raja rajesh rajinder ralph ram ramesh ramona ramsha randeep rania ranjit raphael raquel rashid rashida raul ravi
ravinder raya raymond rayyan razia rebecca rebekah reece reena reg regan reggie regina reginald rehan rehana reid
rekha remi remy rena renata rene renee reuben reva rex reyansh reza rhea rhian rhianna rhiannon rhoda rhona rhonda
rhys ria ricardo richard rick ricky riley rina rita ritchie rizwan rob robbie robert roberta roberto robin robyn
rochelle roddy roderick rodney rodrigo roger rohan rohit roisin roland roman romana romeo romy ron ronald ronan
ronnie rory rosa rosalind rosalyn rosamund rosanna rosemary rosie roslyn ross rowan rowena roxanne roy ruby rudi
rudy rufus rukhsana rupal rupert rupinder russell rusty ruth ruthie ryan saad saba sabah sabina sabine sabrina sade
sadia sadie safa saffron safiya sahil sahra saif saima saira sajid saleem salim salima sally salma salman sam
samantha sameer samia samina samir samira sammy samson samuel sana sandeep sandip sandra sandy sangeeta sanjay
sanjeev santiago sapna sara sarah sarfraz sarita sasha saskia satnam saul savannah scarlett scott seamus sean
sebastian selena selina selma seth shabana shabnam shad shagufta shahid shahida shahnaz shaista shakeel shakira
shakil shamima shamim shamsa shana shane shanice shania shanika shanelle shannon shantelle sharif sharon shaun
shauna shay shayla shaz shazia sheena sheila shelagh shelby shelley sheree sherry sheryl shireen shirin shirley
shivani shona shreya shyam sian sibel sibongile sid sidney sidra siegfried sienna sigrid silas silvia simeon simon
simona simone simran sinead siobhan sita skye snehal sobia sofia sofie sohail solomon somaya sonal sonia sonja sonya
sophia sophie spencer stacey stacy stan stanislaw stanley stefan stefania stella steph stephanie stephen steve
steven stevie stewart stuart subhan sue suki sukhdeep sukhjit suleiman sultana suman sunil sunita surinder suresh
suri susan susannah susie suzanne suzie suzy svetlana sybil sydney syed sylvia sylvie tabitha tadeusz taha tahir
tahira taiwo talia talha tallulah tamara tamika tamsin tania tanisha tanith tanvi tanya tanzeela tara tariq tasha
tasnim tatiana tavia tayla taylor tayyab tayyib ted teddy tegan temi temitope teodora terence teresa teri terri
terry tess tessa thaddeus thandi thandiwe thea thelma theo theodora theodore theresa thomas tia tiana tiegan tiffany
tilda tilly tim timothy tina tobi tobias toby todd tolu tom tomas tomasz tommy toni tonia tony tracey tracie tracy
travis trev trevor tricia trina trinity trish tristan troy trudy tunde tyler tyra tyreece tyrell tyrese tyrone
ugochi ulrika uma umair umar una ursula usha usman val valentina valerie vanessa varun vaughan veena velma venetia
vera verity vernon veronica vic vicki vickie vicky victor victoria vijay vikas vikki vikram vince vincent vinnie
vinod viola violet virginia vishal viv vivek vivian vivien vivienne vlad vladimir volodymyr wade wahid wale wallace
walt walter waqar waqas warren waseem wayne wendell wendy wes wesley whitney wilfred wilhelmina willa william willow
wilma winifred winnie winston wioletta wojciech wren xander xavier yaa yahya yana yara yasin yasir yasmin yasmina
yasmine yaw yemi yetunde yiannis yolanda yosef youssef yousuf yuki yulia yusra yusuf yvette yvonne zac zach zachary
zack zadie zafar zahid zahir zahra zaid zaina zainab zaira zak zakariya zakir zara zayd zayn zayne zeeshan zehra
zelda zena zenab zeynep zia zion zita zoe zofia zohra zoya cerys nkechi hardeep bola precious faith hope sioned elin
ceri delyth eirlys gethin iestyn llinos rhodri angharad ngozi adaeze chiamaka obi uche kemi bukola yewande simi
funke wunmi dayo segun kunle biola jide tayo akin abiola ayodele zola thabo lerato sipho nomsa tendai rudo farai
chipo kwesi yaaba esi ekow harinder jagdeep kulwinder baljinder rajvinder amrit navdeep gurmeet satwinder jaswinder
surjit balwinder kuldeep manjinder daljit ikra iqra aleena hania rukhsar samreen mehreen areeba hiba huda rayan
bilqis hawa deeqa ifrah hibo nimco zahur sorcha aisling caoimhe dearbhla eimhear fionnuala oisin cathal cormac
donncha eamonn feargal rian tadhg ailsa eilish mhairi morven struan ruaridh fraser blair nadezhda svitlana iryna
olena mykola taras bohdan dmytro ihor serhiy zoryana weronika gosia basia ania ewelina dorota beata iwona grazyna
mirela ionut cosmin catalin mihaela raluca florin vasile ros bex shell kaz daz gaz tez loz mands babs sal trace ste
baz jayce jaydon jaylen kaiden kayson aria hudson nevaeh princess ayla zubair zuleika zulfiqar zuri zuzanna
""".split())  # fmt: skip

# First names that are also everyday words: a capital in the middle of a sentence must speak for them.
DOUBTFUL_NAMES: frozenset[str] = frozenset("""
april august amber angel art basil bill carol cliff dot drew duke earl gale gene heath iris jade major melody miles
norm olive patience penny precious ray reed rod saffron sage sterling summer tilly tray wanda will blossom brook
chance christian claire coral dale dean destiny dawn dee eve faith fern frank gill glen grace grant guy hope honor
ivy jack jan jean jo joy june kay king lee les lily mark mason max may mercy mo nana nell opal pat pearl peg pip
poppy ram rich rob robin rose ross roman ruby rusty sandy sky sonny sue ted trinity troy val violet vic wade ward
willow wren young yaw ama ali ira ina india chelsea devon florence sydney paris london jordan israel savannah
virginia austin carolina georgia trent kent
""".split())  # fmt: skip

# People whose names stand for a report, a review, a law or a method, and words of the trade with a capital.
NOT_PEOPLE: frozenset[str] = frozenset("""
munro laming macalister macpherson soham climbie climbié narey waterhouse cleveland colwell carlile goddard bichard
caldicott gillick bolam crellin herbert jillings utting ritchie leveson ockenden wednesbury merton southwark
laming's munro's ofsted prevent channel cafcass camhs mosaic liquidlogic eclipse barnardo barnardo's coram frontline
nspcc childline catalyst solihull thrive mind mencap relate shelter crisis turning signs safety working together
keeping supporting staying systemic oftsed ofsteds penna solace cipfa adcs lga dfe mhclg teams zoom excel outlook
powerbi whatsapp slack copilot google facebook instagram snapchat tiktok twitter sharepoint datix tableau careworks
azeus capita serco deloitte kpmg pwc thornton ernst mazars bdo easter christmas ramadan eid diwali hanukkah lent
advent whitsun pentecost michaelmas halloween bonfire brexit covid omicron monday tuesday wednesday thursday friday
saturday sunday january february march april may june july august september october november december good
outstanding inadequate requires improvement bright spots grip edt mash lado iro irо fgc fgm jtai ilacs sen send ehcp
ehc marac gold silver bronze red amber green rag dads mums nan gran grandma granny mum dad auntie nana pop grandad
sir miss madam god lord jesus canary rasa siri alexa chatgpt cinderella churchill shakespeare orwell dickens kafka
maslow bowlby bronfenbrenner kolb schon goodhart pareto daily mail guardian times mirror telegraph sun echo gazette
herald argus post standard argos tesco greggs costa lidl asda ikea uber netflix strictly corrie panorama newsnight
dispatches titanic groundhog whitehall westminster downing street labour tory tories conservative conservatives lib
dem libdem libdems greens reform ukip independents cabinet council parliament mon tue tues wed weds thu thur thurs
fri sat mondays tuesdays wednesdays thursdays fridays saturdays sundays feb mar apr jun jul aug sept sep oct nov dec
christmases easters fiesta corsa polo golf astra saab ford aldi departures arrivals director guildhall morale
advocacy lad lads physio danube mickey mouse tack supervision caseloads recruitment retention placements health
finance schools legal housing education commissioning performance assessment safeguarding practice quality audit
audits data staff staffing managers workers practitioners members officers partners hiya hello hi dear cheers thanks
hey morning afternoon evening night order support therapy training learning culture leader chair deputy head mayor
secretary minister commissioner inspector inspectors councillor councillors governor governors teacher headteacher
matron sister brother uncle baby child children family families carer carers hos hosts admin counsel barrister
solicitor midwife midwives paediatrician consultant anon unknown various everyone everybody nobody somebody someone
anyone anybody cic cin cp mp gp hr it ai pr pa qa ceo cfo dcs das ad sw asye nqsw psw siro gdpr foi
""".split())  # fmt: skip

PLACES: frozenset[str] = frozenset("""
barnsley bath bedford bedfordshire bexley birmingham blackburn blackpool bolton bournemouth bracknell bradford brent
brentwood brighton bristol bromley buckinghamshire bury calderdale cambridge cambridgeshire camden carlisle cheshire
chester cornwall coventry croydon cumbria darlington derby derbyshire devon doncaster dorset dudley durham ealing
eastbourne enfield essex exeter gateshead gloucester gloucestershire greenwich grimsby hackney halifax halton
hampshire haringey harlow harrow hartlepool hastings havering hereford herefordshire hertfordshire hillingdon
hounslow huddersfield hull humber ipswich islington kensington kent kettering kingston kirklees knowsley lambeth
lancashire lancaster leeds leicester leicestershire lewisham lincoln lincolnshire liverpool london luton maidstone
manchester medway merton middlesbrough norfolk northampton northamptonshire northumberland norwich nottingham
nottinghamshire oldham oxford oxfordshire peterborough plymouth poole portsmouth preston reading redbridge redcar
richmond rochdale rotherham rutland salford sandwell scarborough sefton sheffield shropshire slough solihull
somerset southampton southend southwark stafford staffordshire stockport stockton stoke suffolk sunderland surrey
sussex sutton swindon tameside telford thurrock torbay trafford tyneside wakefield walsall waltham wandsworth
warrington warwick warwickshire westmorland wigan wight wiltshire windsor wirral wokingham wolverhampton worcester
worcestershire york yorkshire england wales scotland ireland britain uk europe africa asia poland romania pakistan
india somalia nigeria ghana albania vietnam afghanistan syria ukraine iran iraq sudan eritrea thames severn mersey
trent tees tyne humberside avon merseyside cleveland teesside wearside midlands pennines cotswolds dales burnley
crewe stevenage watford basildon chelmsford colchester dover margate ramsgate folkestone ashford dartford gravesend
crawley worthing bognor chichester winchester basingstoke andover salisbury swanage weymouth taunton yeovil truro
penzance barnstaple skegness boston grantham mansfield worksop chesterfield buxton macclesfield runcorn widnes
bootle southport chorley skelmersdale
""".split())  # fmt: skip

# Letters that are notes' short forms for offices and bodies, not a person's initials.
SHORT_FORMS: frozenset[str] = frozenset("""
AD ADs AFC AI AP AYSE BAME BBC CA CAF CAFCASS CAMHS CC CCG CCE CE CEO CEX CFO CIC CIN CL CLA CP CPS CQC CSE CSP CT
CV CX DA DASH DBS DCS DD DDs DfE DH DI DIY DLO DMT DNA DO DoLS DPO DS DSL DV DWP EA EDT EET EH EHCP EP EU FE FF FGC
FGM FM FOI FT FTE GB GDPR GP GPs HE HIU HMI HMCTS HO HOS HoS HQ HR HV HVs IA ICB ICPC ICS ICT ID IDVA IFA II III
ILACS IR IRO IROs IS ISA ISO IT ITV IV JD JTAI KO KPI KS LA LAC LADO LAs LCS LD LGA LP LSCB MA MAPPA MARAC MASH MH
MHCLG MP MPs MTFS NB NEET NFA NHS NI NQ NQSW OK OFSTED OOH OS OT PA PAs PC PEP PI PLO PM PR PPU PQ PRU PS PSW PT QA
QR QT RAG RE RI RIIA ROI RP S4 SA SALT SCR SDQ SE SEF SEN SENCO SEND SG SI SIF SLA SLT SM SMT SPOC SRO SSW ST SW SWE
SWs TA TAC TAF TBC TM TMs TV TUPE UASC UK UN US VAT VR VS WFH WM WP WT YJS YOS YOT YP YPs
""".split())  # fmt: skip

# A place or a building when it ends a run of capitals ('Limekiln Lane').
PLACE_ENDS: frozenset[str] = frozenset("""
lane close street road avenue drive crescent way court house hall lodge farm park green hill view rise terrace
gardens grove square building line school academy college primary nursery hospital clinic centre center surgery hub
unit ward wing suite estate trust foundation council borough county city town village church station bridge quay
wharf mill cottage villas mews night day week team service services board panel committee review report inquiry act
order plan model project programme group partnership fund
""".split())  # fmt: skip
