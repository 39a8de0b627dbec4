namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>The numbers that fit a danger, at most three, the most urgent first.</summary>
/// <param name="Numbers">One to three numbers.</param>
public sealed record EmergencyAnswer(IReadOnlyList<EmergencyNumber> Numbers)
{
    private const int Most = 3;

    /// <summary>The answer to these kinds of danger; without any, the three numbers everybody should know.</summary>
    /// <param name="kinds">What <see cref="Danger.Read"/> found.</param>
    /// <param name="poisonCentre">The poison centre of the Land, when the operator named it.</param>
    public static EmergencyAnswer For(IReadOnlySet<DangerKind> kinds, EmergencyNumber? poisonCentre = null)
    {
        if (kinds.Count == 0)
            return new EmergencyAnswer(Named("rescue", "police", "doctor"));
        var wishes = kinds.Order().Select(kind => For(kind, poisonCentre)).ToList();
        var chosen = new List<EmergencyNumber>();
        // Each kind gets its first number before any gets its second.
        for (var round = 0; round < Most; round++)
            foreach (var wish in wishes)
                if (round < wish.Count && !chosen.Contains(wish[round]) && chosen.Count < Most)
                    chosen.Add(wish[round]);
        return new EmergencyAnswer(chosen);
    }

    private static IReadOnlyList<EmergencyNumber> For(DangerKind kind, EmergencyNumber? poisonCentre) =>
        kind switch
        {
            DangerKind.Life or DangerKind.Fire => Named("rescue"),
            DangerKind.Poisoning => poisonCentre is null ? Named("rescue") : [.. Named("rescue"), poisonCentre],
            DangerKind.SelfHarm => Named("rescue", "soul-1", "soul-2"),
            DangerKind.Threat => Named("police"),
            DangerKind.ViolenceWomen => Named("police", "women"),
            DangerKind.ViolenceMen => Named("police", "men"),
            DangerKind.ChildInNeed => Named("police", "children", "parents"),
            DangerKind.ChildAbuse => Named("police", "abuse", "children"),
            DangerKind.Medical => Named("doctor", "rescue"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of danger"),
        };

    private static IReadOnlyList<EmergencyNumber> Named(params string[] ids) =>
        ids.Select(id => EmergencyNumbers.Germany[id]).ToList();
}
