"""Who is meant by which names: the brief's subjects (`names:` of the spec), and states with their peoples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.cite.atoms.english import folded_words
from pipeline.cite.ground import Words

_STATES = """
united states,us,usa,america,american,americans|united kingdom,uk,britain,great britain,british,britons,briton
european union,eu|united nations,un|soviet union,ussr,soviet|russia,russian,russians,russian federation
china,chinese,prc|japan,japanese|north korea,north korean,north koreans,dprk
south korea,south korean,south koreans,rok|france,french,frenchman,frenchwoman|germany,german,germans
italy,italian,italians|spain,spanish,spaniard|portugal,portuguese|ireland,irish,irishman,irishwoman
scotland,scottish,scot|wales,welsh,welshman,welshwoman|england,english,englishman,englishwoman
netherlands,holland,dutch,dutchman,dutchwoman|belgium,belgian,belgians|sweden,swedish,swede|norway,norwegian
denmark,danish,dane|finland,finnish,finn|iceland,icelandic,icelander|poland,polish,pole|czech republic,czech,czechs
slovakia,slovak|hungary,hungarian|austria,austrian|switzerland,swiss|greece,greek,greeks|turkey,turkish,turk,turkiye
ukraine,ukrainian,ukrainians|belarus,belarusian|romania,romanian|bulgaria,bulgarian|serbia,serbian,serb
croatia,croatian,croat|bosnia,bosnian|albania,albanian|kosovo,kosovar|lithuania,lithuanian|latvia,latvian
estonia,estonian|georgia,georgian|armenia,armenian|azerbaijan,azerbaijani,azeri|kazakhstan,kazakh|uzbekistan,uzbek
iran,iranian,iranians|iraq,iraqi,iraqis|israel,israeli,israelis|palestine,palestinian,palestinians
syria,syrian,syrians|lebanon,lebanese|jordan,jordanian|egypt,egyptian,egyptians|saudi arabia,saudi,saudis|yemen,yemeni
qatar,qatari|kuwait,kuwaiti|united arab emirates,uae,emirati|oman,omani|bahrain,bahraini|afghanistan,afghan,afghans
pakistan,pakistani,pakistanis|india,indian,indians|bangladesh,bangladeshi|nepal,nepalese|sri lanka,sri lankan
taiwan,taiwanese|philippines,philippine,filipino,filipinos|vietnam,vietnamese|thailand,thai,thais|malaysia,malaysian
singapore,singaporean|indonesia,indonesian,indonesians|cambodia,cambodian|laos,laotian|myanmar,burma,burmese
mongolia,mongolian|australia,australian,australians|new zealand,new zealander,new zealanders|canada,canadian,canadians
mexico,mexican,mexicans|brazil,brazilian,brazilians|argentina,argentine,argentinian|chile,chilean|peru,peruvian
colombia,colombian|venezuela,venezuelan|cuba,cuban,cubans|haiti,haitian|bolivia,bolivian|ecuador,ecuadorian
uruguay,uruguayan|paraguay,paraguayan|south africa,south african|nigeria,nigerian,nigerians|kenya,kenyan
ethiopia,ethiopian|somalia,somali|sudan,sudanese|libya,libyan|tunisia,tunisian|algeria,algerian|morocco,moroccan
ghana,ghanaian|mali,malian|niger,nigerien|rwanda,rwandan|uganda,ugandan|tanzania,tanzanian|zimbabwe,zimbabwean
senegal,senegalese|cameroon,cameroonian|angola,angolan|cyprus,cypriot|malta,maltese|luxembourg,luxembourger
slovenia,slovenian,slovene|north macedonia,macedonian|montenegro,montenegrin|moldova,moldovan|jamaica,jamaican
guatemala,guatemalan|honduras,honduran|el salvador,salvadoran,salvadorean|nicaragua,nicaraguan|costa rica,costa rican
panama,panamanian|dominican republic,dominican|puerto rico,puerto rican|madagascar,malagasy|mozambique,mozambican
namibia,namibian|botswana,botswanan|zambia,zambian|malawi,malawian|congo,congolese|ivory coast,ivorian
burkina faso,burkinabe|benin,beninese|togo,togolese|gabon,gabonese|liberia,liberian|sierra leone,sierra leonean
gambia,gambian|eritrea,eritrean|djibouti,djiboutian|mauritius,mauritian|comoros,comoran,comorian|fiji,fijian
samoa,samoan|tonga,tongan|brunei,bruneian|bhutan,bhutanese|maldives,maldivian|tajikistan,tajik|turkmenistan,turkmen
kyrgyzstan,kyrgyz|catalonia,catalan|cornwall,cornish|quebec,quebecois|sicily,sicilian|bavaria,bavarian|tibet,tibetan
scandinavia,scandinavian|balkans,balkan|north america,north american,north americans|south america,south american
latin america,latin american|middle east,middle eastern|europe,european,europeans|asia,asian,asians
africa,african,africans
"""
_NO_PLURAL = ("s", "sh", "ch", "ese", "man")


@lru_cache(maxsize=1)
def _states() -> Mapping[Words, tuple[Words, ...]]:
    """Every name of a state or people, with all names of the same."""
    found: dict[Words, tuple[Words, ...]] = {}
    for entry in _STATES.replace("\n", "|").split("|"):
        given = [name for name in entry.split(",") if name]
        many = [f"{name}s" for name in given[1:] if len(name) > 3 and not name.endswith(_NO_PLURAL)]
        group = tuple(tuple(name.split()) for name in dict.fromkeys((*given, *many)))
        found.update(dict.fromkeys(group, group))
    return found


class Subjects:
    """The subjects of one brief."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._groups: dict[Words, tuple[str, ...]] = {}
        for main, others in names.items():
            self._groups.update(dict.fromkeys(map(_words, (main, *others)), (main, *others)))
        self.longest = max((len(words) for words in (*self._groups, *_states())), default=1)

    def of(self, words: Words) -> tuple[str, ...]:
        """All names of the subject that these words name, as the spec writes them; empty if they name none."""
        return self._groups.get(words, ())

    @staticmethod
    def people(words: Words) -> tuple[Words, ...]:
        """All names of the state or people that these words name; empty if they name none."""
        return _states().get(words, ())


def _words(name: str) -> Words:
    """A name as the reader of atoms folds it: `U.S.` is one word."""
    words: list[str] = []
    for piece in name.split():
        if piece.count(".") > 1 or (piece.endswith(".") and len(piece) == 2):
            words.append(piece.replace(".", "").lower())
        else:
            words += (word.replace("'", "") for word in folded_words(piece))
    return tuple(word for word in words if word != "the")
