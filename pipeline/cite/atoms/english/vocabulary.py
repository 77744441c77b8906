"""Words that open an English sentence without being a name.

A capital at the head of a sentence proves nothing, so a word there counts as a name unless it stands here, or is a form
of a word that stands here, or ends as only common words end. The rule looks at nothing but the word: a claim is read in
the same way whether its passage comes from a text or from a lock. A word that is missing makes a false alarm, which its
author ends by moving the word into the sentence; a name that stood here would pass unseen, so names do not.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.fold import spelling

_FUNCTION = """
a about above according across actually additional additionally after afterward afterwards again against ago ahead albeit
all almost alone along already also although altogether always am amid amidst among amongst an and another any anybody
anyhow anyone anything anyway anywhere apart apparently are around as aside at away back barely based be because been
before beforehand behind being below beneath beside besides between beyond both briefly but by can cannot certain
certainly clearly compared concerning consequently considering contrary conversely could currently despite did do does
doing done down due during each earlier early either else elsewhere enough equally especially even eventually ever every
everybody everyone everything everywhere evidently except far few fewer finally first firstly following for former
formerly forward frequently from further furthermore generally given had half hardly has have having he hence her here
hereby herself him himself his how however i if in indeed initially inside instead into is it its itself just largely
last lastly late lately later latest least less lest let like likewise long mainly many may maybe me meantime meanwhile
might mine more moreover most mostly much must my myself namely near nearby nearly neither never nevertheless next no
nobody none nonetheless nor normally not notably nothing notwithstanding now nowadays nowhere of off often on once one
ones only onto opposite or originally other others otherwise our ours ourselves out outside over overall own partly past
per perhaps possibly presumably previously prior probably provided quite rather recent recently regarding regardless
respectively roughly same second secondly seldom self several shall she should similar similarly simply since slightly
so some somebody somehow someone something sometimes somewhat somewhere soon still subsequently such than thanks that
the their theirs them themselves then there thereafter thereby therefore these they third thirdly this those though
through throughout thus till to today together tomorrow tonight too toward towards twice two three four five six seven
eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
dozen zero ultimately under underneath unless unlike until unto up upon us usually various versus very via was we well
were what whatever when whence whenever where whereas whereby wherever whether which whichever while whilst who whoever
whole whom whose why widely will with within without would yes yesterday yet you your yours yourself oh hi hello hey ok
okay sure please sorry thank welcome well let's it's he's she's they're we're that's there's i'm i've don't doesn't
didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't what's who's
"""

_COMMON = """
ability absence abuse access accident account accuracy accusation act action activity actor ad addition address
administration adult advance advantage adverse advice adviser advisor affair age agency agenda agent agreement aid aim
air aircraft airline airport alarm album alert alliance allocation ally alternative ambassador ambition amendment
ammunition amount analysis analyst angle animal announcement answer apology appeal appearance application appointment
approach approval area argument arm arrangement array arrest arrival arsenal art article artist aspect assembly
assessment asset assistance assistant assumption athlete atmosphere attack attempt attendance attention attitude attorney
audience auditor author authority average award baby balance ball ballot ban band bank bar barrier base basis battalion
battery battle bay beach beam bear beauty bed behavior being belief bell belt bench benefit bid big bill bird birth bit
bit black blame blast block blood blow blue board boat body bomb bomber bond bone book boom border born boss bottom
bound box boy brain branch brand bread break breakthrough bridge brief brigade bright broad broadcast broker brother
brown budget build builder building bulk bullet burden bureau bus business buyer cabinet cable call caller camera camp
campaign cancer candidate capability capacity capital captain car carbon card care career cargo carrier case cash cast
category cause caution cell center central century ceremony chain chair chairman challenge chance change channel chapter
charge chart charter check chemical chief child choice church circle circumstance citizen city civil civilian claim
clash class classic clean clear client climate clinic clock close cloud club coach coal coalition coast code coffee
cold collaboration colleague collection college colony color column combat combination command commander comment
commentary commentator commerce commercial commission commissioner commitment committee commodity common communication
community company comparison competition competitor complaint complete complex component computer concept concern concert
conclusion condition conference confidence conflict congress connection consensus consequence conservative consideration
constant constitution construction consultant consumer contact container content contest context contract contractor
contrast contribution control controversy convention conversation cook cooperation copy core corner corporation corps
correspondent corruption cost council counsel count counter country county couple courage course court cover coverage
craft crash cream creation credit crew crime crisis criterion critic criticism crop cross crowd cruise culture currency
current customer customs cut cycle daily damage danger dark data database date daughter day dead deadline deal dealer
death debate debt decade decision deck decline deep defeat defender defense deficit definition degree delay delegate
delegation delivery demand democracy demonstration department departure deployment deposit depth deputy design desire
desk detail detention deterrence developer development device dialog diet difference different difficult difficulty
dinner diplomacy diplomat direct direction director disaster discipline discount discovery discussion disease dispute
distance distribution district diversity dividend division doctor document dog dollar domestic door double doubt draft
drama draw dream dress drill drink drive driver drone drop drug duty dynamics ear earth earthquake ease east eastern
economist economy edge edition editor editorial education effect effective effort egg election electricity electronics
element email embassy emergency emission emphasis empire employee employer employment end enemy energy engagement engine
engineer english enterprise entire entry environment episode equipment equity era error escalation escort essay estate
estimate evaluation evening event evidence exact examination example excellent exception exchange executive exercise
exhibition existence exit expansion expectation expense experience experiment expert explanation explosion export
exposure extension extent eye fabric face facility fact factor factory failure fair faith fall family fan farm farmer
fast father fault favor fear feature federal fee feedback feeling fellow female field fight fighter figure file film
final finance finding fine fire firm fish fisherman fitness flag flat fleet flight flood floor flow flower focus folk
food foot football force forecast foreign forest form formal formation formula forum foundation founder frame framework
free freedom freeze freight fresh friend front fruit fuel full function fund funding funeral fur future gain game gang
gap garden gas gate gathering gender general generation gift girl global goal god gold golden good goods government
governor grade grain grand grant great green ground group growth guarantee guard guest guide guideline gun guy hair hall
hand handful happy harbor hard hardware harm head headline headquarters health hearing heart heat heavy height
helicopter help hero high hill historian history hit hole holiday home hope horse hospital host hot hotel hour house
household housing human hundred husband hydrogen ice idea identity illness image impact implication import importance
important improvement incident income increase independence independent index indication indicator individual industry
inflation influence information infrastructure initial initiative injury innovation inquiry insider insight inspection
inspector inspiration installation instance institute institution instruction instrument insurance intelligence intention
interest interference interim internal international internet interpretation interview introduction invasion inventory
investigation investigator investment investor invitation island issue item jacket jail job join joint journal
journalist journey judge judgment jump jury justice justification key kid killer kind king kitchen knowledge label labor
lack lady lake land landing language large laser launch launcher law lawmaker lawsuit lawyer layer lead leader leadership
league lease lecture leg legacy legal legislation legislator lender length lesson letter level liability library license
life lift light limit limitation line link liquid list listener literature little living load loan lobby local location
logic logistics long look loss lot love low loyalty luck lunch machine magazine main maintenance major majority maker
male man management manager mandate manner manual manufacturer map margin marine mark market marketing marriage mass
massive master match material matter maximum mayor meal measure measurement meat mechanism media mediator medical
medicine medium meeting member membership memorandum memory mention mercenary merchant merger message metal method middle
migrant migration mile milestone military militia milk mind mine mineral minimum minister ministry minor minority minute
miracle mirror missile mission mistake mix mixture mobile mode model modern modification moment momentum money monitor
month monthly mood moon morning mortgage mother motion motivation motor mountain mouth move movement movie municipal
museum music musician mutual mystery name narrative nation national native nature naval navy necessary need negotiation
negotiator neighbor neighborhood neighboring net network neutral new newcomer news newspaper night noise nomination
normal north northern note notice notion novel nuclear number numerous nurse object objective obligation observation
observer obstacle occasion ocean odd offense offensive offer office officer official oil old online open opening
operation operator opinion opponent opportunity opposition option order ordinary organization organizer origin original
outbreak outcome outlet outline outlook output outrage overview owner ownership pace pack package page pain painter
painting pair palace panel panic paper paragraph parent park parliament part partial participant participation partner
partnership party pass passage passenger passport patent path patience patient patrol pattern pause pay payment peace peer
penalty pension people percent percentage perfect performance performer period permission permit person personal
personnel perspective phase phone photo photograph phrase physical physician picture piece pilot pipeline place plan
plane planet planner plant plastic plate platform play player plenty plot poem poet point poison police policeman policy
political politician politics poll pollution pool poor population port portion portrait position positive possession
possibility possible post poster potential poverty power practical practice praise precise preference premier premium
preparation presence present presentation president press pressure previous price pride priest primary prime prince
princess principal principle print priority prison prisoner privacy private prize problem procedure proceeding process
procurement producer product production profession professional professor profile profit program progress project promise
promotion proof propaganda property proponent proportion proposal prosecutor prospect protection protest protester
protocol prototype province provision public publication publisher purchase pure purpose push quality quantity quarter
queen quest question quick quiet quota quote race racing radar radical radio raid rail railway rain range rank rapid
rate rating ratio raw reach reaction reactor read reader reading real reality reason rebel receipt reception recipe
recipient recognition recommendation record recording recovery recruit red reduction reference referendum reform refugee
regime region regional register regulation regulator relation relationship relative release reliance relief religion
remark remedy removal rent repair replacement reply report reporter reporting representation representative republic
reputation request requirement rescue research researcher reserve resident residence resistance resolution resource
respect respondent response responsibility rest restaurant restriction result retail retailer retirement return revenue
review revision revolution reward rice rich rider rifle right ring riot rise risk rival river road rock rocket role roof
room root rough round route routine row royal rule ruling rumor run rural rush sacrifice safe safety sailor salary sale
sample sanction satellite satisfaction saving scale scandal scenario scene schedule scheme scholar school science
scientist scope score scrutiny sea seafood search season seat secret secretary section sector security segment selection
seller senate senator senior sense sentence sentiment separate sequence series serious servant service session setback
setting settlement severe sex shadow shape share shareholder sheet shell shelter shift ship shipment shipping shipyard
shock shooting shop short shortage shot show side sight sign signal signature significance significant silence silver
simple singer single sister site situation size skill sky slide slow small smart smoke smooth social society soft
software soil soldier sole solid solution son song sort sound source south southern sovereignty space speaker special
specialist specific spectator spectrum speculation speech speed spending spirit split spokesman spokesperson spokeswoman
sponsor sport spot spouse spread spring squad square squadron stability stable staff stage stake stakeholder stance
standard star start state statement station statistics status statute steel step stimulus stock stone stop storage store
storm story straight strange strategic strategist strategy stream street strength stress strike strict strong structure
struggle student studio study stuff style subject submarine submission subsequent subsidy substance success successful
successor sudden suggestion suit summary summer summit sun superior supplier supply support supporter surface surge
surgery surplus surprise surrounding surveillance survey survival survivor suspect suspension suspicion symbol sympathy
symptom system table tactic talk tank tanker target tariff task tax taxpayer tea teacher team tear technician technique
technology teenager telephone television temperature temple temporary tenant tension term terminal territory terror
terrorism terrorist test testimony text theater theme theory therapist therapy thing thinker thought threat ticket tie
time timeline timetable timing tip title tobacco ton tone tool top topic total touch tough tour tourism tourist
tournament tower town toy track trade trader tradition traffic tragedy trail train trainee trainer training transaction
transcript transfer transformation transit transition translation transmission transparency transport travel traveler
treasury treatment treaty tree trend trial trick trip triumph troop trouble truck true trust truth turn turnout
turnover type typical ultimate uncertainty understanding undertaking unemployment union unique unit unity universe
university unknown unrest unusual update upgrade upper urban urgency urgent usage use user utility vacancy vaccine
valley valuable value van variable variant variation variety vast vegetable vehicle vendor venture venue verdict
version vessel veteran victim victory video view viewer village villager violation violence virtual virus visible vision
visit visitor visual vital voice volume volunteer vote voter voting voyage wage wait wall war warfare warhead warm
warning warrant warship waste water wave way weak weakness wealth weapon weather web website wedding week weekend weekly
weight west western whale wheat wheel white wide wife wild wind window wing winner winter wire witness woman wood word
work worker workforce workshop world worry worth wound writer wrong yard year yield young youth zone
accept accuse achieve acquire adapt add adjust admit adopt advise affect afford agree allege allow alter amend analyze
announce appear appoint appreciate argue arise arrange arrive ask assert assess assign assist assume assure attach attain
attempt attend attract avoid await back bear beat become begin behave believe belong boost borrow bring broaden build
buy calculate calm cancel capture carry cast catch celebrate cite clarify classify climb collapse collect combine come
commit compare compel compete compile complain comply compose comprise conceal concede conclude condemn conduct confirm
confront confuse connect consider consist consult consume contain continue contribute convert convey convict convince
coordinate cope correct correspond create criticize cultivate deal decide declare decrease dedicate defend define delay
deliver demonstrate deny depart depend depict deploy derive describe deserve destroy detect deter determine develop
devise devote differ diminish disagree disappear disclose discover discuss dismiss display disrupt dissolve distinguish
distribute divide dominate donate draw drive eat elect elevate eliminate embrace emerge emphasize employ enable encounter
encourage endorse enforce enhance enjoy ensure enter equip escape establish evaluate evolve examine exceed exclude
execute exist expand expect explain explore expose express extend face facilitate fail feel fill find finish fit fix fly
follow forbid force foresee forget forgive form foster fulfil gather generate get give go govern grab grow guess handle
hang happen hate hear hide highlight hire hold identify ignore illustrate imagine implement imply impose improve include
incorporate indicate inform inherit inject injure insist inspire install intend interact interpret interrupt intervene
introduce invade invest investigate invite involve isolate keep kick kill kiss know land laugh launch lay learn leave
lend let lie listen live lose maintain make manage manipulate manufacture marry mean meet mention merge modify mount
move multiply negotiate notify obey obtain occupy occur offset omit operate oppose organize originate outline overcome
overlook oversee overtake owe participate penetrate perceive perform permit persist persuade place plead please point
pose possess postpone pour praise predict prefer prepare prescribe preserve prevail prevent proceed proclaim produce
prohibit promote prompt propose prosecute protect prove provide provoke publish pull punish pursue put qualify raise
react realize rebuild recall receive recognize recommend reconsider recover reduce refer reflect refuse regain regard
regret reinforce reject relate relax relieve rely remain remember remind remove render renew reopen repeat replace
represent require resemble resign resist resolve respond restore restrict resume retain retire retreat retrieve reveal
reverse revise revive ride rob roll save say scare seek seem seize select sell send serve set settle shake shape shoot
shout shrink shut sing sink sit sleep smile snap solve sound speak spend stand stare stay steal stem stick stimulate
strengthen stretch strike submit substitute succeed sue suffer suggest summon supervise suppose surrender surround
survive suspend sustain swear swim switch tackle take teach tell tend terminate testify think threaten throw tolerate
transform translate transmit treat trigger try turn undergo undermine understand undertake unveil uphold urge utilize
vanish vary verify view visit vow wait walk want warn wash watch wear weigh win wish withdraw withhold withstand wonder
work worsen write
able absolute abstract academic acceptable active actual acute adequate advanced afraid aggressive alike alive angry
annual anonymous anxious apparent appropriate artificial asleep available average aware awful bad bare basic beautiful
better best biological bitter blind bold brave brilliant broken busy calm capable careful casual cautious cheap
chronic classical clever closed cognitive collective colonial comfortable comparable compatible competent competitive
comprehensive compulsory concrete confident conscious consistent constitutional contemporary continuous conventional
cool corporate corrupt costly crazy creative credible criminal critical crucial cruel cultural curious dangerous dear
decent decisive defensive deliberate delicate democratic dense dependent desperate detailed determined digital dirty
distant distinct distinctive dominant dramatic dry dual dull dynamic eager easy economic elaborate elderly electoral
electric electrical electronic eligible embarrassed emotional empirical empty encouraging endless enormous enthusiastic
environmental equal equivalent essential eternal ethical ethnic everyday evil evident exciting exclusive existing exotic
expensive experimental explicit external extra extraordinary extreme false familiar famous fatal favorable federal
fierce financial firm fiscal fixed flexible foreign formal former fortunate forthcoming fragile frequent friendly
frightened frozen fundamental funny generous genetic gentle genuine giant glad good grateful grave gray guilty handsome
harsh healthy helpful hidden historic historical holy honest horrible hostile huge humble hungry ideal identical
ideological ill illegal immediate immense imminent implicit impossible impressive inadequate inclined indirect
indigenous industrial inevitable inherent inner innocent innovative instant institutional integral integrated intellectual
intelligent intense intensive intent interesting intermediate intimate invisible isolated judicial junior keen
largest larger leading legitimate lethal lexical liberal likely limited linear linguistic literary live logical lonely
loose lost loud lovely lower lucky mad magnetic marginal marine marked married maternal mathematical mature meaningful
mechanical mental mere mild minimal misleading missing moderate modest molecular monetary moral motionless moving
multiple mysterious naked narrow nasty natural neat negative nervous nice noble nominal northern notable nuclear obvious
occasional occupational odd offensive older oldest operational optimistic oral organic orthodox outer outstanding
overseas pale parallel parental parliamentary particular passive peaceful peculiar permanent persistent philosophical
planned pleasant pleased polite popular powerful precious predictable pregnant preliminary premature prepared
presidential pretty primitive productive profound progressive prolonged prominent promising proper proportional proposed
protective proud provincial provisional psychological quantitative random rare rational reasonable rebellious regular
related reluctant relevant reliable religious remarkable remote residential resident responsible retired revised
revolutionary ridiculous rigid robust romantic rude sacred sad satisfactory satisfied scared scattered scientific seasonal
secondary secure selected selective semantic sensible sensitive sexual shallow sharp shiny shocked sick silent silly
sincere skilled sleepy smallest socialist solar sophisticated spare spatial spectacular spiritual splendid spoken
spontaneous stark statistical statutory steady steep sticky stiff strategic structural stubborn stupid subjective
subtle suburban successive sufficient suitable super supposed supreme surprised surprising surviving suspicious sweet
swift systematic tall technical tender tense terrible territorial theoretical thick thin thirsty tight tiny tired top
total traditional tragic tremendous tribal tropical ugly unable unacceptable unaware uncertain unchanged uncomfortable
unconscious underlying unemployed unexpected unfair unfortunate unhappy uniform universal unlikely unnecessary
unpleasant unprecedented unsuccessful useful useless usual vague valid verbal vertical vicious violent vivid voluntary
vulnerable wealthy wet widespread willing wise wonderful wooden worried worse worst worthy written yellow younger
courtesy skip click browse soccer log undergraduate postgraduate alcohol specimen login viral download tooth tube grid
adjacent thinner scroll controller prayer opera medal festival chat blog gear subscriber talent ready incorrect pixel
altar medieval comic hatch info matrix bottle scent gymnastics pop choir seminar astronomer tune hobby infantry crater
expertise airborne fourth fifth mail pregnancy census statehood playground brochure extensive tile dwarf mainstay heir
edit absent diabetes literally inert fantastic cliff flu fascinating skier shark macroeconomics cricket infant detective
hockey pioneer prophet enclose juvenile vacation penal avatar contaminate tempt army locate demise insurer astronomy wreck
audio glossary dance activate favorite absorb descendant simulate advertise calendar nominate comedy controlling governance
showcase hunt risky thought teen mandatory diagnosis offspring faculty liberate admire patriotic donor solidarity educate
wildlife tribute vibrant telescope coup using going founded induct apply curate commence tag perch blend pet
missile interceptor destroyer frigate carrier corvette torpedo submarine howitzer ammunition satellite sensor deterrent
interoperability counterattack counterstrike procurement modification supersession harbourmaster dredging quay berth
audience policymaker reader lot readiness stockpile warship conscript reservist militant insurgent ceasefire truce sonic
none nobody audiences policymakers readers lots brothers sisters parents mom mum dad guys folks customers headwinds
revenues earnings guidance margins shares shareholders sales profits operating adjusted net gross diluted organic
cash expenses investors analysts management experiments neural networks network models algorithms algorithm dataset
datasets learning training methods results empirical theoretical deep recurrent generative adversarial reinforcement
unsupervised supervised gradient optimization architecture architectures agents agent graph graphs embedding embeddings
"""

_WORDS = frozenset(_FUNCTION.split()) | frozenset(_COMMON.split())
_ENDINGS = (
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ship", "ships", "ically", "ously", "fully", "lessly",
    "ability", "ibility", "ivity", "ization", "ize", "izing", "ized", "ology", "ologist", "ologists", "ographer", "ography",
    "ively", "ately", "antly", "ently", "ingly", "edly", "ially", "ually", "ously", "ious", "eous", "uous", "ational",
    "ative", "utive", "able", "ible", "less", "ful", "ward", "wards", "wise", "maker", "makers", "holder", "holders",
)  # fmt: skip
_NAMES = frozenset(
    "constable clement sable grable gable huntable venable townsend bournemouth townsville clements yousef yusuf "
    "edward howard hayward woodward steward seward harvard mansion".split()
)
_PREFIXES = ("un", "re", "non", "over", "under", "inter", "pre", "post", "anti", "co", "mis", "dis", "sub", "super", "multi", "hyper")


@lru_cache(maxsize=8192)
def is_common(word: str) -> bool:
    """Whether a word in lower case is a common word of English, or a form of one."""
    if word in _WORDS:
        return True
    if word in _NAMES:
        return False
    if len(word) > 6 and word.endswith(_ENDINGS):
        return True
    spelled = spelling(word)
    if spelled in _WORDS or not _WORDS.isdisjoint(_bases(spelled)):
        return True
    return any(
        spelled.startswith(prefix) and len(spelled) - len(prefix) > 3 and _is_form(spelled.removeprefix(prefix)) for prefix in _PREFIXES
    )


def _is_form(word: str) -> bool:
    return word in _WORDS or not _WORDS.isdisjoint(_bases(word))


_SUFFIXES = ("s", "es", "ed", "ing", "ly", "er", "ers", "or", "ors", "est", "ist", "ists", "ity", "al", "ic", "ism", "y", "'s")


def _bases(word: str) -> list[str]:
    """The words that a word may be a form of: `supplies` of supply, `planned` of plan, `making` of make."""
    bases = []
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            bases.append(base)
            if suffix[0] in "eio" or suffix in {"y", "al", "ly"}:
                bases.append(base + "e")
                if base[-1] == base[-2]:
                    bases.append(base[:-1])
            if base[-1] == "i":
                bases.append(base[:-1] + "y")
            if suffix == "ly":
                bases.append(base + "le")
    return bases


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words of grammar: they are no name even when a title capitalises them."""
    return frozenset(_FUNCTION.split())
