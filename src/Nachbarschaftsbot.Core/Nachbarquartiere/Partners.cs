using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>Who shares with whom.</summary>
internal static class Partners
{
    /// <summary>With how many others a Quartier can agree; each of them costs every list a look.</summary>
    public const int Most = 10;

    private const int MostQuartiere = 1000;

    /// <summary>What a Quartier proposed, was asked or agreed on.</summary>
    public static IReadOnlyList<Partnership> Live(Call call, string quartier) =>
        [
            .. call.QueryBelow(Partnership.Kind, "proposer", 2 * Most, quartier)
                .Concat(call.QueryBelow(Partnership.Kind, "asked", 2 * Most, quartier))
                .Where(p => p.IsLive),
        ];

    /// <summary>The agreements of a Quartier.</summary>
    public static IEnumerable<Partnership> Agreed(Call call, string quartier) =>
        Live(call, quartier).Where(p => p.State == PartnershipState.Agreed);

    /// <summary>The agreement of two Quartiere, or null where there is none.</summary>
    public static Partnership? Between(Call call, string a, string b) =>
        call.Find(Partnership.Kind, Partnership.IdOf(a, b)) is { State: PartnershipState.Agreed } agreed
            ? agreed
            : null;

    /// <summary>How a Quartier shares.</summary>
    public static SharingRules Rules(Call call, string quartier) =>
        call.Find(SharingRules.Kind, quartier) ?? new SharingRules { Id = quartier };

    /// <summary>The name of a Quartier.</summary>
    public static string Name(Call call, string quartier) => call.Find(Quartier.Kind, quartier)?.Name ?? "?";

    /// <summary>The name of a Quartier as a value of a text.</summary>
    public static Arg Named(Call call, string quartier, string arg = "quartier") => (arg, Name(call, quartier));

    /// <summary>The names of several Quartiere as one value.</summary>
    public static Arg Names(Call call, IEnumerable<string> quartiere) =>
        ("quartiere", string.Join(", ", quartiere.Select(q => Name(call, q)).Order(StringComparer.Ordinal)));

    /// <summary>Whether the person of the call moderates or runs a Quartier.</summary>
    public static bool IsStaff(Call call, string quartier) => (Call.StandingOf(call.Person, quartier) & Who.Staff) != 0;

    /// <summary>The Quartiere that the person of the call moderates or runs; in a channel, that one.</summary>
    public static IReadOnlyList<Quartier> Mine(Call call) =>
        [
            .. call.Query(Quartier.Kind, "name", "", "\uffff", MostQuartiere)
                .Where(q => IsStaff(call, q.Id) && (call.Channel is null || call.Channel.Quartier == q.Id)),
        ];

    /// <summary>The Quartier with this join code, or with this name.</summary>
    public static IReadOnlyList<Quartier> Search(Call call, string typed)
    {
        if (QuartierFinder.ByCode(call, typed) is { } byCode)
            return [byCode];
        var words = Plain.Fold(typed);
        return
        [
            .. call.Query(Quartier.Kind, "name", "", "\uffff", MostQuartiere).Where(q => Plain.Fold(q.Name) == words),
        ];
    }

    /// <summary>Says something to the moderation of a Quartier: in its channels, and to its operators where they are.</summary>
    public static void Tell(Call call, string quartier, Message message)
    {
        foreach (var channel in Channels.Of(call, quartier, ChannelPurpose.Moderation))
            call.Post(channel, message with { Priority = Priority.Notice });
        foreach (var person in Roles.Operators(call, quartier))
            if (person.Id != call.Person?.Id)
                call.Tell(person, message with { Priority = Priority.Notice });
    }
}
