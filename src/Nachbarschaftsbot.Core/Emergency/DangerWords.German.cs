namespace Nachbarschaftsbot.Core.Emergency;

internal static partial class DangerWords
{
    private static class German
    {
        public const string Life = """
            bewusstlos*; bewustlos*; bewusslos*; ohnmächtig*; ohnmechtig*; bewusstsein .. verloren; verlor* .. bewusstsein
            atmet .. nicht|kaum|schwer; bekomm*|krieg* .. keine|kaum luft|atem; kann .. nicht .. atmen; keine luft mehr; atemnot
            herzinfarkt*; hertzinfarkt*; herzinfakt*; herzanfall; herzattacke; herzstillstand; schlaganfall*; schlaganfal
            brustschmerz*; schmerz* .. brust; druck .. brust|herz; stiche .. herz; mundwinkel; gesicht .. schief|hängt|gelähmt
            verblut*; blutet .. stark|sehr|viel|auf|überall|doll|schlimm; blute .. stark|sehr|viel|schlimm|überall|doll
            stark|heftig blut*; starke|heftige blutung*; hört nicht auf .. bluten; redet|spricht wirr; redet|spricht plötzlich . wirr; viel|überall blut; blut überall; ich blute
            lebensgefahr*; lebensbedrohlich*; stirbt; sterbe; im|am sterben; muss .. sterben; wird sterben; leblos*; liegt tot
            ertrink*; ertringt; erstick*; notarzt*; notartzt; notartz; krankenwagen; krankenwagn; rettungswagen; rettungsdienst
            krampfanfall; krampft; epileptisch*; epilepsie .. anfall; schwer|schlimm verletzt*; schwerverletzt*; verletzt .. schwer
            unfall; unfal; autounfall; arbeitsunfall; verunglückt; überfahren; angefahren; nicht ansprechbar; nicht mehr ansprechbar
            mann|frau|mutter|vater|oma|opa|kind|baby|er|sie|nachbar|nachbarin|hund .. reagiert nicht|kaum; wacht .. nicht .. auf; gestürzt .. hoch|aufstehen|blut*|bewusst*|kopf|bewegen
            gefallen|hingefallen .. aufstehen|blut*|bewusst*|bewegen; komm* nicht mehr|alleine|allein hoch; komme nicht hoch; kann nicht mehr|alleine aufstehen; lieg* .. boden
            mann|frau|mutter|vater|oma|opa|nachbar|nachbarin|kind|er|sie|person|jemand .. umgekippt|zusammengebrochen|kollabiert
            stromschlag; allergischer|anaphylaktischer schock; zuckerschock; notfall; notruf; lebensgefährlich verletzt
            ruf* .. krankenwagen|rettung|notarzt|hilfe; hol* .. hilfe; hilfe hilfe; hilf mir schnell; schnell .. rettung
            bett|treppe|leiter .. gestürzt; kopf .. aufgeschlagen; fruchtblase; wehen; 🆘; sos $
            """;

        public const string Fire = """
            brennt; brennts; brent; brennen .. wohnung|haus|keller|dach; feuer; feua; feueralarm; es hat gebrannt; steht in flammen; in flammen
            wohnungsbrand; hausbrand; küchenbrand; zimmerbrand; kellerbrand; dachstuhlbrand; brand .. haus|wohnung|keller|küche
            rauch .. wohnung|haus|flur|treppenhaus|küche|keller|dringt|quillt|steigt|überall; überall|viel rauch; qualm*; rauchvergiftung
            riecht .. gas|rauch|verbrannt|verschmort|angebrannt; gasgeruch; gasleck; gas .. ausström*|strömt|austritt|ausgetreten
            explosion; explodier*; feuerwehr .. ruf*|hol*|kommen|schnell; ruf*|hol*|brauch* .. feuerwehr; angezündet; 🔥 🔥
            """;

        public const string Poisoning = """
            vergift*; vergiftung; pilzvergiftung; gift .. gegessen|getrunken|geschluckt|verschluckt|genommen; überdosis; kohlenmonoxid
            verschluckt|geschluckt|getrunken|gegessen|genommen .. putzmittel|reiniger|batterie|knopfzelle|waschmittel|lauge|säure|spülmittel|gift*
            putzmittel*|*reiniger|reiniger|batterie|knopfzelle|waschmittel|lauge|säure|spülmittel|frostschutz*|lampenöl .. verschluckt|geschluckt|getrunken|gegessen
            beeren|pilz|pilze|tabletten|medikamente|medizin .. gegessen|verschluckt|geschluckt .. kind|giftig*|zu|alle|viele
            giftige* .. gegessen|verschluckt|geschluckt; zu viele|viel tabletten|pillen|medikamente; kind|sohn|tochter|baby .. verschluckt
            ganze packung tabletten; alle . tabletten|schlaftabletten|pillen|medikamente .. genommen|geschluckt; kind|kinder|sohn|tochter|baby|enkel|enkelin .. tabletten|medikamente .. geschluckt|verschluckt|gegessen
            """;

        public const string SelfHarm = """
            selbstmord*; selbstmort*; sebstmord*; suizid*; suizit*; suicid*; selbsttötung; freitod; abschiedsbrief
            mich .. umbringen|töten|erhängen|erschießen; mich . aufhängen; mir .. umbringen; bring* mich um; umbringen $
            nicht mehr leben; nicht mehr .. weiterleben; will|möchte|wollte|würde .. sterben; will|möchte .. tot sein; tot sein
            lieber|besser tot; wäre .. tot; wünscht* .. tot; leben .. keinen|kein|ohne sinn; keinen sinn mehr; leben .. nehmen
            dem|meinem leben .. ende; leben beenden; schluss .. leben; leben .. satt|sinnlos; lebensmüde; lohnt .. nicht .. leben
            ritze mich; mich .. ritzen|ritze|geritzt; mich .. selbst verletz*; verletze mich; verletzen mich selbst; pulsader*
            springe|springen|spring .. brücke|fenster|dach|zug|balkon; vor den|einen zug; vor die bahn
            kann nicht mehr weiter; ich kann nicht mehr $; ich kann einfach nicht mehr $; kann so nicht mehr $; ich will nicht mehr $; will einfach nicht mehr $
            halte .. nicht mehr aus; nicht mehr aufwachen; nie mehr|wieder aufwachen; will|möchte|mag|wollte . nicht mehr da sein; niemand .. vermissen; ohne mich besser; alles .. sinnlos; keinen ausweg
            sich umbringen|umzubringen|töten|erhängen; bringt sich um; sich das leben; sich .. was|etwas antun; mir .. was|etwas antun|anzutun; tu* mir .. an $
            """;

        public const string Threat = """
            bedroht; bedrohen; werde .. bedroht; droht mir|uns|ihr|ihm|damit|mich; drohung*; morddrohung*; erpress*
            einbrecher*; eingebrochen; bricht .. ein; einbruch; überfall; überfallen; raubüberfall; ausgeraubt; beraubt
            angegriffen; greift .. an; mit . messer; er|sie|mann|jemand|nachbar hat . messer|waffe|pistole|axt; waffe; pistole; bewaffnet*; schießt; schüsse; geschossen; amok*
            verfolgt mich|uns|sie; verfolgt .. mann|auto; werde .. verfolgt; stalk*; gestalkt; verprügel*; schlägerei; prügeln|prügelt
            will .. mich|uns|sie|ihn .. umbringen|töten|abstechen; bringt mich|uns|sie um; ermord*; umgebracht; mord; entführ*; geisel*
            jemand|wer ist . meiner|unserer wohnung; fremder|fremde|unbekannter .. wohnung|haus|tür; jemand will . rein|reinkommen
            tritt|hämmert|trommelt .. gegen .. tür; ruf*|hol*|brauch* .. polizei; polizei .. ruf*|hol*|kommen|schnell
            schreit|schreien|ruft|rufen . um hilfe; bin|wurde .. eingesperrt; demenz|dement|demente|dementer|alzheimer .. ist weg|fort; demenz|dement|demente|dementer|alzheimer .. ist nicht mehr zuhause|da; demenz|dement|demente|dementer|alzheimer .. ist nicht mehr zu hause; demenz|dement|demente|dementer|alzheimer .. finde|finden ihn|sie . nicht; demenz|dement|demente|dementer|alzheimer .. verschwunden|vermisst|weggelaufen
            mutter|vater|mann|frau|kind|sohn|tochter|oma|opa|enkel|enkelin .. nicht nach hause gekommen
            angst vor meinem|meiner|ihm nachbarn|nachbar|nachbarin|vermieter|bruder|vater; niedergestochen; zusammengeschlagen
            mutter|vater|mann|frau|kind|sohn|tochter|oma|opa|bruder|schwester|enkel|enkelin|junge .. .. verschwunden|vermisst|weggelaufen|abgehauen
            """;

        public const string ViolenceWomen = """
            mann|freund|partner|ex|exmann|ehemann|verlobter|lebensgefährte|exfreund .. schlägt|schlug|geschlagen|prügelt|würgt|gewürgt|misshandelt|bedroht|vergewaltigt|einsperrt|getreten|droht|verprügelt
            er schlägt|würgt|verprügelt|haut|vergewaltigt|tritt|misshandelt mich|sie|uns; mich|sie er schlägt
            häusliche|häuslicher|häuslichen gewalt; gewalt .. zuhause|hause|ehe|beziehung|familie; frauenhaus; vergewaltig*; vergewaltikt
            sexuell .. belästigt|missbraucht|genötigt|bedrängt; sexuelle* .. gewalt|belästigung|missbrauch; zwangsheirat*; zwangsverheirat*
            angst vor meinem|dem mann|freund|ex|partner|exmann|ehemann; werde .. geschlagen|misshandelt; wurde .. geschlagen|misshandelt
            schlägt seine|die frau|freundin; sperrt mich ein
            """;

        public const string ViolenceMen = """
            frau|freundin|partnerin|exfrau|ehefrau|exfreundin .. schlägt|schlug|prügelt|würgt|misshandelt|bedroht|verprügelt .. mich
            sie schlägt|würgt|verprügelt|haut|misshandelt mich; angst vor meiner frau|freundin|partnerin|exfrau
            von meiner frau|freundin|partnerin geschlagen|misshandelt|bedroht; häusliche|häuslicher|häuslichen gewalt
            """;

        public const string ChildInNeed = """
            kind|kinder|baby|sohn|tochter|junge|mädchen|nachbarskind .. geschlagen|misshandelt|missbraucht|vernachlässigt|verprügelt|eingesperrt|hungert
            schlägt|misshandelt|schlagen|schüttelt|missbraucht|verprügelt|schlage .. kind|kinder|baby|sohn|tochter
            mama|papa|vater|mutter|eltern|stiefvater|stiefmutter|onkel .. schlägt|schlagen|haut|hauen|verprügelt|einsperrt mich|uns
            mama|papa|vater|mutter|eltern|stiefvater|stiefmutter .. mich geschlagen|schlägt; fasst mich .. an; mich angefasst
            kindesmisshandlung; kindesmissbrauch; kindeswohl*; von zuhause weggelaufen|abgehauen; von zu hause weggelaufen|abgehauen
            raste .. kind; baby .. schüttel*; baby .. schreit .. nicht mehr; kinder .. allein|alleine .. eingesperrt; werde .. gemobbt
            angst nach hause zu gehen|kommen; angst vor meinem vater|stiefvater|papa; angst vor meiner mutter|mama
            """;

        public const string ChildAbuse = """
            kindesmissbrauch; kind|kinder|baby|sohn|tochter|junge|mädchen|nachbarskind|enkel|enkelin|schüler|schülerin .. missbraucht|begrapscht|befummelt|vergewaltigt|sexuell
            missbraucht|begrapscht|befummelt|vergewaltigt .. kind|kinder|sohn|tochter|mädchen|junge|enkel|enkelin; als kind .. missbraucht|vergewaltigt; sexueller|sexuellen missbrauch
            papa|vater|stiefvater|onkel|opa|bruder|trainer|lehrer|betreuer|pfarrer .. missbraucht|begrapscht|befummelt; fasst mich .. an; mich|uns|unten angefasst; kind|sohn|tochter|enkel|enkelin|mädchen|junge|jungen .. angefasst; wurde|werde .. missbraucht
            papa|vater|stiefvater|onkel|opa|bruder|trainer|lehrer|betreuer|pfarrer fasst meine|meinen|unsere|unseren|sie|ihn .. an; papa|vater|stiefvater|onkel|opa|bruder .. nachts .. mein zimmer|bett; nacktbilder; nacktfotos
            """;

        public const string Medical = """
            hohes|sehr|starkes fieber; fieber .. steigt; starke|schlimme|heftige|unerträgliche|furchtbare|wahnsinnige schmerzen; schmerzen .. unerträglich
            dringend|sofort|schnell einen|eine|nen arzt|ärztin|doktor; bereitschaftsdienst; ärztlicher notdienst; arzt .. notdienst
            bin|ist .. verletzt; habe mich .. verletzt; platzwunde; mich .. verbrannt|verbrüht|geschnitten; allergische reaktion; kreislauf .. weg
            tief geschnitten; geschnitten .. blut*; mir .. sehr|total|richtig|so schwindelig|schlecht; kolik
            """;

        public const string Harmless = """
            blute|entlüfte . heizung|heizkörper; im notfall; für den|jeden|meinen|einen notfall; für notfälle; kein notfall; notfall kontakt|kontakte|ordner|mappe|plan|pass|karte|dose|tasche|koffer|nummer|nummern
            reagiert nicht auf . mails|mail|briefe|brief|post; bringt|bringen mich|uns um den; wind .. wehen; spende* .. frauenhaus
            sterbe|stirbt|sterben|sterb vor langeweile|lachen|hunger|neugier|durst|hitze|sehnsucht; langweil* . sterbe
            pflanze|pflanzen|baum|blume|blumen|hecke|rasen|akku|handy|verein|dorf stirbt|sterben; pflanze|pflanzen|baum|blume|hecke|rasen im garten stirbt
            licht|lampe|lampen|birne|glühbirne|sonne|augen|auge|ofen|kontrollleuchte|lämpchen|leuchte brennt|brennen
            licht|lampe|birne|glühbirne|ofen im|am flur|keller|treppenhaus|hof|bad|hausflur brennt
            licht|lampe|birne|glühbirne . brennt nicht|immer|noch|mehr; kerze|kerzen brennt|brennen; brennt das licht; brennt noch licht
            brennt mir auf|unter; brennt durch; cd|cds|dvd|dvds brennen; cd|cds|dvd|dvds auf .. brennen; brenne darauf
            feuer und flamme; feuer im kamin|ofen|grill; feuer frei; wie die feuerwehr; hat|habt jemand|ihr feuer; brennt nicht
            feuer machen|anmachen; osterfeuer; freiwillige feuerwehr; grill|kerze|kerzen|kamin . angezündet
            nach|seit meinem|meiner|einem|dem|ihrem|seinem unfall|schlaganfall|herzinfarkt|autounfall|arbeitsunfall|sturz
            nach|seit schlaganfall|herzinfarkt|unfall; vor . jahren|jahr|monaten|wochen|monat .. unfall|schlaganfall|herzinfarkt|autounfall
            unfall|schlaganfall|herzinfarkt vor . jahren|jahr|monaten|monat|wochen; letztes|voriges jahr .. unfall|schlaganfall|herzinfarkt
            schlägt vor ,|$|dass|am|um|zu; schlägt mir|uns|ihnen vor; schlage vor; herz schlägt; messer schleifen|schärfen|schleift|schärft
            messer . schleifen|schärfen|stumpf; mit messer und gabel; gabel und messer; fotos|foto|bild|bilder geschossen; schutz vor|gegen einbruch
            erstick*|ertrink* in|im arbeit|papier*|müll|unterlagen|rechnungen|formularen; krimi , mord; mord . krimi|buch|film|dinner; angst vor spritze|spritzen
            liegt auf|am boden . laub|teppich|spielzeug|müll|papier; laub|teppich|spielzeug|müll|papier|laminat|fliesen|kabel . liegt|liegen . boden
            vergiftet . stimmung|klima|atmosphäre; stimmung|klima|atmosphäre . vergiftet; blut spenden|gespendet; viel blut gespendet
            katze|hund|kater|schlüssel . verschwunden|vermisst|weggelaufen; hinter|gegen . baum gefahren
            tor|tore|elfmeter|freistoß|ball .. geschossen|schießt|geschossen; geschossen|schießt . tor|tore|elfmeter|ball; schießt .. tor|tore|elfmeter; einbruch der|von dunkelheit|nacht|dämmerung|kälte
            vertrauen|macht|daten .. missbraucht; vom aussterben bedroht; fahnen|flaggen|blätter|haare . wehen; wehen die|im . fahnen|flaggen|wind; preise|preisen|kosten|mieten explodier*; sitz* .. am|ums|beim feuer; am|ums|beim feuer .. sitz*|sing*|grill*; schach|spiel|tennis|karten|kartenspielen .. geschlagen
            film|krimi|serie|roman|buch .. mord|ermordet|umgebracht|entführt|entführung|stirbt; mord|stirbt|ermordet .. film|krimi|serie|roman|buch
            """;
    }
}
