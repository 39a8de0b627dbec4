namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>What kind of danger words point to. The order is that of the numbers in an answer.</summary>
public enum DangerKind
{
    /// <summary>Someone may die or is badly hurt.</summary>
    Life,

    /// <summary>Fire, smoke, gas.</summary>
    Fire,

    /// <summary>Something poisonous was taken in.</summary>
    Poisoning,

    /// <summary>Someone may harm or kill themselves.</summary>
    SelfHarm,

    /// <summary>A crime or threat that is going on, or a person who is missing.</summary>
    Threat,

    /// <summary>Violence against a woman, most of all by her partner.</summary>
    ViolenceWomen,

    /// <summary>Violence against a man by his partner.</summary>
    ViolenceMen,

    /// <summary>A child or young person is harmed, or parents are at the end of their strength.</summary>
    ChildInNeed,

    /// <summary>A child or young person is or was sexually abused.</summary>
    ChildAbuse,

    /// <summary>Ill or hurt, without danger to life.</summary>
    Medical,
}
