namespace Nachbarschaftsbot.Core.Emergency;

internal static partial class DangerWords
{
    private static class English
    {
        public const string Life = """
            unconscious; passed out; not|isn breathing; isn t breathing; stopped breathing; can t breathe; cant breathe; cannot breathe
            heart attack; cardiac arrest; stroke; chest pain*; pain .. chest; bleeding .. heavily|badly|lot|death|out; bleed* to death; so much|lots blood; lots of blood
            dying; going to die; about to die; drowning; choking; suffocat*; ambulance; ambulence; paramedic*; seizure; emergency; life threatening|danger; life in danger
            accident; badly|seriously|severely injured|hurt; collapsed; unresponsive; not responding; not waking up; won t wake up; can t|not get up $|off|from|and|anymore; cannot|cant get up $|off|from|and|anymore; help help; 🆘
            """;

        public const string Fire = """
            on fire; there|is|s a fire; fire .. in|house|kitchen|flat|apartment|building; house fire; fire brigade|department; fire $
            smell* .. gas|smoke|burning; gas leak; smoke .. coming|apartment|flat|hallway|kitchen|everywhere; burning down; is burning; explosion; exploded; flames
            """;

        public const string Poisoning = """
            poison*; swallowed .. battery|pill|pills|bleach|cleaner|detergent|something; drank .. bleach|cleaner|detergent|chemical*
            ate .. mushroom*|berries|pills; overdose*; overdosed; carbon monoxide; too many pills|tablets; took all .. pills|tablets
            """;

        public const string SelfHarm = """
            suicide; suicidal; suiside; sucide; kill|killing myself; end|ending my life; end it all; want|wanna to die; wanna die; wish i was|were dead
            don t want to live|be; dont want to live|be alive; not want to live; no reason|point to|in live|living; better off dead; better off without me
            cut|cutting|hurt|harm|hurting|harming myself; self harm; hang myself; jump off|from .. bridge|roof|building; can t go on $|anymore|any|like; cant go on $|anymore|like; can t take it any|anymore; take my own life
            """;

        public const string Threat = """
            threaten*; burglar*; break*|broke|broken into|in; robbed; robbery; mugged; attacked; attacking; with a knife|gun; has a knife|gun; gun; pistol; shooting; gunshot*; shots fired; heard . shots
            stalk*; following me; wants|going to kill; kill me|him|her|us; murder*; kidnap*; blackmail*; call|need .. police; intruder; hostage; stabbed; stabbing; someone .. in my house|flat|apartment
            mother|father|son|daughter|child|husband|wife|grandma|grandpa .. missing|disappeared; dementia|alzheimer|alzheimers .. is|s gone; dementia|alzheimer|alzheimers .. missing|wandered|disappeared; scream*|shouting|crying . for help
            """;

        public const string ViolenceWomen = """
            husband|boyfriend|partner|ex|fiance .. hits|hit|beats|beat|beating|hitting|chokes|choked|choking|threatens|threatened|rapes|abuses|abusing
            he hits|beats|chokes|raped|hit|beat me; raped; rape; domestic violence|abuse; sexually assaulted|abused|harassed; afraid|scared of my husband|boyfriend|partner|ex; being beaten|abused
            """;

        public const string ViolenceMen = """
            wife|girlfriend .. hits|hit|beats|beat|beating|hitting|chokes|threatens|abuses .. me; she hits|beats|chokes|hit|beat me; afraid|scared of my wife|girlfriend; domestic violence|abuse
            """;

        public const string ChildInNeed = """
            child|kid|baby|son|daughter|children|kids .. beaten|abused|neglected|molested; dad|daddy|father|mum|mom|mother|stepfather|parents|uncle .. hits|beats|hit|beat|touches|beating|hitting me|us
            hits|beats|shakes|abuses|beating|hitting|hit|beat .. child|baby|kid|son|daughter|children|kids; child abuse; ran|run away from home; bullied; afraid|scared to go home
            """;

        public const string ChildAbuse = """
            child|kid|children|kids|son|daughter|girl|boy|niece|nephew|grandson|granddaughter .. molested|raped|groped|sexually; molest*; raped|groped .. child|children|kids|son|daughter|girl|boy
            dad|daddy|father|stepfather|stepdad|uncle|grandpa|brother|coach|teacher|priest .. touches|touched|touching|molests|molested|groped me|her|him; abused as a child; as a child .. abused|molested|raped; child sexual abuse; sexual abuse
            """;

        public const string Medical = """
            high fever; severe|terrible|strong|unbearable|awful pain; need .. doctor now|urgently|tonight|immediately; urgently .. doctor; badly burned|burnt|cut; allergic reaction; i am|m injured
            """;

        public const string Harmless = """
            dying of|to boredom|laughter|curiosity|hunger|know|see|meet; plants|flowers|tree . dying; in case of . emergency; in an emergency; photo . shooting; emergency contact|contacts|folder|kit|plan|exit|number|numbers; no|not emergency; not an emergency
            fire extinguisher|place|wood|pit|alarm|drill; camp fire; after|since my|a|the|his|her stroke|accident; had a|an stroke|accident . . ago; stroke|accident last year|month; strokes; breast stroke; stroke of luck
            sharpen* . knife|knives; screen|phone|computer|tv|laptop|printer|app . not responding; missing . cat|dog|key|keys; is|are missing his|her|their; break into song; break into . groups|pairs|teams; break in . shoes; glue gun; water gun; nail gun; by accident
            light|lamp|candle|eyes . burning; burning calories; burning question; poison ivy
            murder mystery|dinner; drowning in paperwork|work|paper|emails|bills; shooting a|the|our . film|video|movie|scene; shooting hoops|star|stars; by|around the fire; sit|sitting by|around .. fire; beat|beats|beating me at|in chess|cards|tennis|scrabble|golf
            film|movie|novel|book|series .. murder*|kidnap*|stabbed|hostage; this heat|cold|weather . kill*; prices exploded; attacking midfielder|player
            """;
    }
}
