"""The words that `vocabulary` knows: those of grammar, and common ones. Names do not stand here."""

FUNCTION = """
a about above according across actually additional additionally after afterward afterwards again against ago ahead
albeit all almost alone along already also although altogether always am amid amidst among amongst an and another any
anybody anyhow anyone anything anyway anywhere apart apparently are aren't around as aside at away back barely based
be because been before beforehand behind being below beneath beside besides between beyond billion both briefly but by
can can't cannot certain certainly clearly compared concerning consequently considering contrary conversely could
couldn't currently despite did didn't do does doesn't doing don't done down dozen due during each earlier early eight
eighty either eleven else elsewhere enough equally especially even eventually ever every everybody everyone everything
everywhere evidently except far few fewer fifty finally first firstly five following for former formerly forty forward
four frequently from further furthermore generally given had hadn't half hardly has hasn't have haven't having he he's
hello hence her here hereby herself hey hi him himself his how however hundred i i'm i've if in indeed initially
inside instead into is isn't it it's its itself just largely last lastly late lately later latest least less lest let
let's like likewise long mainly many may maybe me meantime meanwhile might million mine more moreover most mostly much
must my myself namely near nearby nearly neither never nevertheless next nine ninety no nobody none nonetheless nor
normally not notably nothing notwithstanding now nowadays nowhere of off often oh ok okay on once one ones only onto
opposite or originally other others otherwise our ours ourselves out outside over overall own partly past per perhaps
please possibly presumably previously prior probably provided quite rather recent recently regarding regardless
respectively roughly same second secondly seldom self seven seventy several shall she she's should shouldn't similar
similarly simply since six sixty slightly so some somebody somehow someone something sometimes somewhat somewhere soon
sorry still subsequently such sure ten than thank thanks that that's the their theirs them themselves then there
there's thereafter thereby therefore these they they're third thirdly thirty this those though thousand three through
throughout thus till to today together tomorrow tonight too toward towards twelve twenty twice two ultimately under
underneath unless unlike until unto up upon us usually various versus very via was wasn't we we're welcome well were
weren't what what's whatever when whence whenever where whereas whereby wherever whether which whichever while whilst
who who's whoever whole whom whose why widely will with within without won't would wouldn't yes yesterday yet you your
yours yourself zero
"""

COMMON = """
ability able absence absent absolute absorb abstract abuse academic accept acceptable access accident account accuracy
accusation accuse achieve acquire act action activate active activity actor actual acute ad adapt add addition address
adequate adjacent adjust adjusted administration admire admit adopt adult advance advanced advantage adversarial
adverse advertise advice advise adviser advisor affair affect afford afraid age agency agenda agent agents aggressive
agree agreement aid aim air airborne aircraft airline airport alarm album alcohol alert algorithm algorithms alike
alive allege alliance allocation allow ally altar alter alternative ambassador ambition amend amendment ammunition
amount analysis analyst analysts analyze angle angry animal announce announcement annual anonymous answer anxious
apology apparent appeal appear appearance application apply appoint appointment appreciate approach appropriate
approval architecture architectures area argue argument arise arm army arrange arrangement array arrest arrival arrive
arsenal art article artificial artist ask asleep aspect assembly assert assess assessment asset assign assist
assistance assistant assume assumption assure astronomer astronomy athlete atmosphere attach attack attain attempt
attend attendance attention attitude attorney attract audience audiences audio auditor author authority available
avatar average avoid await award aware awful baby bad balance ball ballot ban band bank bar bare barrier base basic
basis battalion battery battle bay beach beam bear beat beautiful beauty become bed begin behave behavior belief
believe bell belong belt bench benefit berth best better bid big bill biological bird birth bit bitter black blame
blast blend blind block blog blood blow blue board boat body bold bomb bomber bond bone book boom boost border born
borrow boss bottle bottom bound box boy brain branch brand brave bread break breakthrough bridge brief brigade bright
brilliant bring broad broadcast broaden brochure broken broker brother brothers brown browse budget build builder
building bulk bullet burden bureau bus business busy buy buyer cabinet cable calculate calendar call caller calm
camera camp campaign cancel cancer candidate capability capable capacity capital captain capture car carbon card care
career careful cargo carrier carry case cash cast casual catch category cause caution cautious ceasefire celebrate
cell census center central century ceremony chain chair chairman challenge chance change channel chapter charge chart
charter chat cheap check chemical chief child choice choir chronic church circle circumstance cite citizen city civil
civilian claim clarify clash class classic classical classify clean clear clever click client cliff climate climb
clinic clock close closed cloud club coach coal coalition coast code coffee cognitive cold collaboration collapse
colleague collect collection collective college colonial colony color column combat combination combine come comedy
comfortable comic command commander commence comment commentary commentator commerce commercial commission
commissioner commit commitment committee commodity common communication community company comparable compare
comparison compatible compel compete competent competition competitive competitor compile complain complaint complete
complex comply component compose comprehensive comprise compulsory computer conceal concede concept concern concert
conclude conclusion concrete condemn condition conduct conference confidence confident confirm conflict confront
confuse congress connect connection conscious conscript consensus consequence conservative consider consideration
consist consistent constant constitution constitutional construction consult consultant consume consumer contact
contain container contaminate contemporary content contest context continue continuous contract contractor contrast
contribute contribution control controller controlling controversy convention conventional conversation convert convey
convict convince cook cool cooperation coordinate cope copy core corner corporate corporation corps correct correspond
correspondent corrupt corruption corvette cost costly council counsel count counter counterattack counterstrike
country county coup couple courage course court courtesy cover coverage craft crash crater crazy cream create creation
creative credible credit crew cricket crime criminal crisis criterion critic critical criticism criticize crop cross
crowd crucial cruel cruise cultivate cultural culture curate curious currency current customer customers customs cut
cycle dad daily damage dance danger dangerous dark data database dataset datasets date daughter day dead deadline deal
dealer dear death debate debt decade decent decide decision decisive deck declare decline decrease dedicate deep
defeat defend defender defense defensive deficit define definition degree delay delegate delegation deliberate
delicate deliver delivery demand demise democracy democratic demonstrate demonstration dense deny depart department
departure depend dependent depict deploy deployment deposit depth deputy derive descendant describe deserve design
desire desk desperate destroy destroyer detail detailed detect detective detention deter determine determined
deterrence deterrent develop developer development device devise devote diabetes diagnosis dialog diet differ
difference different difficult difficulty digital diluted diminish dinner diplomacy diplomat direct direction director
dirty disagree disappear disaster discipline disclose discount discover discovery discuss discussion disease dismiss
display dispute disrupt dissolve distance distant distinct distinctive distinguish distribute distribution district
diversity divide dividend division doctor document dog dollar domestic dominant dominate donate donor door double
doubt download draft drama dramatic draw dream dredging dress drill drink drive driver drone drop drug dry dual dull
duty dwarf dynamic dynamics eager ear earnings earth earthquake ease east eastern easy eat economic economist economy
edge edit edition editor editorial educate education effect effective effort egg elaborate elderly elect election
electoral electric electrical electricity electronic electronics element elevate eligible eliminate email embarrassed
embassy embedding embeddings embrace emerge emergency emission emotional emphasis emphasize empire empirical employ
employee employer employment empty enable enclose encounter encourage encouraging end endless endorse enemy energy
enforce engagement engine engineer english enhance enjoy enormous ensure enter enterprise enthusiastic entire entry
environment environmental episode equal equip equipment equity equivalent era error escalation escape escort essay
essential establish estate estimate eternal ethical ethnic evaluate evaluation evening event everyday evidence evident
evil evolve exact examination examine example exceed excellent exception exchange exciting exclude exclusive execute
executive exercise exhibition exist existence existing exit exotic expand expansion expect expectation expense
expenses expensive experience experiment experimental experiments expert expertise explain explanation explicit
explore explosion export expose exposure express extend extension extensive extent external extra extraordinary
extreme eye fabric face facilitate facility fact factor factory faculty fail failure fair faith fall false familiar
family famous fan fantastic farm farmer fascinating fast fatal father fault favor favorable favorite fear feature
federal fee feedback feel feeling fellow female festival field fierce fifth fight fighter figure file fill film final
finance financial find finding fine finish fire firm fiscal fish fisherman fit fitness fix fixed flag flat fleet
flexible flight flood floor flow flower flu fly focus folk folks follow food foot football forbid force forecast
foreign foresee forest forget forgive form formal formation formula forthcoming fortunate forum foster foundation
founded founder fourth fragile frame framework free freedom freeze freight frequent fresh friend friendly frigate
frightened front frozen fruit fuel fulfil full function fund fundamental funding funeral funny fur future gain game
gang gap garden gas gate gather gathering gear gender general generate generation generative generous genetic gentle
genuine get giant gift girl give glad global glossary go goal god going gold golden good goods govern governance
government governor grab grade gradient grain grand grant graph graphs grateful grave gray great green grid gross
ground group grow growth guarantee guard guess guest guidance guide guideline guilty gun guy guys gymnastics hair hall
hand handful handle handsome hang happen happy harbor harbourmaster hard hardware harm harsh hatch hate head headline
headquarters headwinds health healthy hear hearing heart heat heavy height heir helicopter help helpful hero hidden
hide high highlight hill hire historian historic historical history hit hobby hockey hold hole holiday holy home
honest hope horrible horse hospital host hostile hot hotel hour house household housing howitzer huge human humble
hungry hunt husband hydrogen ice idea ideal identical identify identity ideological ignore ill illegal illness
illustrate image imagine immediate immense imminent impact implement implication implicit imply import importance
important impose impossible impressive improve improvement inadequate incident inclined include income incorporate
incorrect increase independence independent index indicate indication indicator indigenous indirect individual induct
industrial industry inert inevitable infant infantry inflation influence info inform information infrastructure
inherent inherit initial initiative inject injure injury inner innocent innovation innovative inquiry insider insight
insist inspection inspector inspiration inspire install installation instance instant institute institution
institutional instruction instrument insurance insurer insurgent integral integrated intellectual intelligence
intelligent intend intense intensive intent intention interact interceptor interest interesting interference interim
intermediate internal international internet interoperability interpret interpretation interrupt intervene interview
intimate introduce introduction invade invasion inventory invest investigate investigation investigator investment
investor investors invisible invitation invite involve island isolate isolated issue item jacket jail job join joint
journal journalist journey judge judgment judicial jump junior jury justice justification juvenile keen keep key kick
kid kill killer kind king kiss kitchen know knowledge label labor lack lady lake land landing language large larger
largest laser laugh launch launcher law lawmaker lawsuit lawyer lay layer lead leader leadership leading league learn
learning lease leave lecture leg legacy legal legislation legislator legitimate lend lender length lesson lethal
letter level lexical liability liberal liberate library license lie life lift light likely limit limitation limited
line linear linguistic link liquid list listen listener literally literary literature little live living load loan
lobby local locate location log logic logical login logistics lonely look loose lose loss lost lot lots loud love
lovely low lower loyalty luck lucky lunch machine macroeconomics mad magazine magnetic mail main mainstay maintain
maintenance major majority make maker male man manage management manager mandate mandatory manipulate manner manual
manufacture manufacturer map margin marginal margins marine mark marked market marketing marriage married marry mass
massive master match material maternal mathematical matrix matter mature maximum mayor meal mean meaningful measure
measurement meat mechanical mechanism medal media mediator medical medicine medieval medium meet meeting member
membership memorandum memory mental mention mercenary merchant mere merge merger message metal method methods middle
migrant migration mild mile milestone militant military militia milk mind mineral minimal minimum minister ministry
minor minority minute miracle mirror misleading missile missing mission mistake mix mixture mobile mode model models
moderate modern modest modification modify molecular mom moment momentum monetary money monitor month monthly mood
moon moral morning mortgage mother motion motionless motivation motor mount mountain mouth move movement movie moving
multiple multiply mum municipal museum music musician mutual mysterious mystery naked name narrative narrow nasty
nation national native natural nature naval navy neat necessary need negative negotiate negotiation negotiator
neighbor neighborhood neighboring nervous net network networks neural neutral new newcomer news newspaper nice night
noble noise nominal nominate nomination normal north northern notable note notice notify notion novel nuclear number
numerous nurse obey object objective obligation observation observer obstacle obtain obvious occasion occasional
occupational occupy occur ocean odd offense offensive offer office officer official offset offspring oil old older
oldest omit online open opening opera operate operating operation operational operator opinion opponent opportunity
oppose opposition optimistic optimization option oral order ordinary organic organization organize organizer origin
original originate orthodox outbreak outcome outer outlet outline outlook output outrage outstanding overcome overlook
overseas oversee overtake overview owe owner ownership pace pack package page pain painter painting pair palace pale
panel panic paper paragraph parallel parent parental parents park parliament parliamentary part partial participant
participate participation particular partner partnership party pass passage passenger passive passport patent path
patience patient patriotic patrol pattern pause pay payment peace peaceful peculiar peer penal penalty penetrate
pension people perceive percent percentage perch perfect perform performance performer period permanent permission
permit persist persistent person personal personnel perspective persuade pet phase philosophical phone photo
photograph phrase physical physician picture piece pilot pioneer pipeline pixel place plan plane planet planned
planner plant plastic plate platform play player playground plead pleasant pleased plenty plot poem poet point poison
police policeman policy policymaker policymakers polite political politician politics poll pollution pool poor pop
popular population port portion portrait pose position positive possess possession possibility possible post poster
postgraduate postpone potential pour poverty power powerful practical practice praise prayer precious precise predict
predictable prefer preference pregnancy pregnant preliminary premature premier premium preparation prepare prepared
prescribe presence present presentation preserve president presidential press pressure pretty prevail prevent previous
price pride priest primary prime primitive prince princess principal principle print priority prison prisoner privacy
private prize problem procedure proceed proceeding process proclaim procurement produce producer product production
productive profession professional professor profile profit profits profound program progress progressive prohibit
project prolonged prominent promise promising promote promotion prompt proof propaganda proper property prophet
proponent proportion proportional proposal propose proposed prosecute prosecutor prospect protect protection
protective protest protester protocol prototype proud prove provide province provincial provision provisional provoke
psychological public publication publish publisher pull punish purchase pure purpose pursue push put qualify quality
quantitative quantity quarter quay queen quest question quick quiet quota quote race racing radar radical radio raid
rail railway rain raise random range rank rapid rare rate rating ratio rational raw reach react reaction reactor read
reader readers readiness reading ready real reality realize reason reasonable rebel rebellious rebuild recall receipt
receive reception recipe recipient recognition recognize recommend recommendation reconsider record recording recover
recovery recruit recurrent red reduce reduction refer reference referendum reflect reform refugee refuse regain regard
regime region regional register regret regular regulation regulator reinforce reinforcement reject relate related
relation relationship relative relax release relevant reliable reliance relief relieve religion religious reluctant
rely remain remark remarkable remedy remember remind remote removal remove render renew rent reopen repair repeat
replace replacement reply report reporter reporting represent representation representative republic reputation
request require requirement rescue research researcher resemble reserve reservist residence resident residential
resign resist resistance resolution resolve resource respect respond respondent response responsibility responsible
rest restaurant restore restrict restriction result results resume retail retailer retain retire retired retirement
retreat retrieve return reveal revenue revenues reverse review revise revised revision revive revolution revolutionary
reward rice rich ride rider ridiculous rifle right rigid ring riot rise risk risky rival river road rob robust rock
rocket role roll romantic roof room root rough round route routine row royal rude rule ruling rumor run rural rush
sacred sacrifice sad safe safety sailor salary sale sales sample sanction satellite satisfaction satisfactory
satisfied save saving say scale scandal scare scared scattered scenario scene scent schedule scheme scholar school
science scientific scientist scope score scroll scrutiny sea seafood search season seasonal seat secondary secret
secretary section sector secure security seek seem segment seize select selected selection selective sell seller
semantic seminar senate senator send senior sense sensible sensitive sensor sentence sentiment separate sequence
series serious servant serve service session set setback setting settle settlement severe sex sexual shadow shake
shallow shape share shareholder shareholders shares shark sharp sheet shell shelter shift shiny ship shipment shipping
shipyard shock shocked shoot shooting shop short shortage shot shout show showcase shrink shut sick side sight sign
signal signature significance significant silence silent silly silver simple simulate sincere sing singer single sink
sister sisters sit site situation size skier skill skilled skip sky sleep sleepy slide slow small smallest smart smile
smoke smooth snap soccer social socialist society soft software soil solar soldier sole solid solidarity solution
solve son song sonic sophisticated sort sound source south southern sovereignty space spare spatial speak speaker
special specialist specific specimen spectacular spectator spectrum speculation speech speed spend spending spirit
spiritual splendid split spoken spokesman spokesperson spokeswoman sponsor spontaneous sport spot spouse spread spring
squad squadron square stability stable staff stage stake stakeholder stance stand standard star stare stark start
state statehood statement station statistical statistics status statute statutory stay steady steal steel steep stem
step stick sticky stiff stimulate stimulus stock stockpile stone stop storage store storm story straight strange
strategic strategist strategy stream street strength strengthen stress stretch strict strike strong structural
structure struggle stubborn student studio study stuff stupid style subject subjective submarine submission submit
subscriber subsequent subsidy substance substitute subtle suburban succeed success successful successive successor
sudden sue suffer sufficient suggest suggestion suit suitable summary summer summit summon sun super superior
supersession supervise supervised supplier supply support supporter suppose supposed supreme surface surge surgery
surplus surprise surprised surprising surrender surround surrounding surveillance survey survival survive surviving
survivor suspect suspend suspension suspicion suspicious sustain swear sweet swift swim switch symbol sympathy symptom
system systematic table tackle tactic tag take talent talk tall tank tanker target tariff task tax taxpayer tea teach
teacher team tear technical technician technique technology teen teenager telephone telescope television tell
temperature temple temporary tempt tenant tend tender tense tension term terminal terminate terrible territorial
territory terror terrorism terrorist test testify testimony text theater theme theoretical theory therapist therapy
thick thin thing think thinker thinner thirsty thought threat threaten throw ticket tie tight tile time timeline
timetable timing tiny tip tired title tobacco tolerate ton tone tool tooth top topic torpedo total touch tough tour
tourism tourist tournament tower town toy track trade trader tradition traditional traffic tragedy tragic trail train
trainee trainer training transaction transcript transfer transform transformation transit transition translate
translation transmission transmit transparency transport travel traveler treasury treat treatment treaty tree
tremendous trend trial tribal tribute trick trigger trip triumph troop tropical trouble truce truck true trust truth
try tube tune turn turnout turnover type typical ugly ultimate unable unacceptable unaware uncertain uncertainty
unchanged uncomfortable unconscious undergo undergraduate underlying undermine understand understanding undertake
undertaking unemployed unemployment unexpected unfair unfortunate unhappy uniform union unique unit unity universal
universe university unknown unlikely unnecessary unpleasant unprecedented unrest unsuccessful unsupervised unusual
unveil update upgrade uphold upper urban urge urgency urgent usage use useful useless user using usual utility utilize
vacancy vacation vaccine vague valid valley valuable value van vanish variable variant variation variety vary vast
vegetable vehicle vendor venture venue verbal verdict verify version vertical vessel veteran vibrant vicious victim
victory video view viewer village villager violation violence violent viral virtual virus visible vision visit visitor
visual vital vivid voice volume voluntary volunteer vote voter voting vow voyage vulnerable wage wait walk wall want
war warfare warhead warm warn warning warrant warship wash waste watch water wave way weak weakness wealth wealthy
weapon wear weather web website wedding week weekend weekly weigh weight west western wet whale wheat wheel white wide
widespread wife wild wildlife willing win wind window wing winner winter wire wise wish withdraw withhold withstand
witness woman wonder wonderful wood wooden word work worker workforce workshop world worried worry worse worsen worst
worth worthy wound wreck write writer written wrong yard year yellow yield young younger youth zone
"""
