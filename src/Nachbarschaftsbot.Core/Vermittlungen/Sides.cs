using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>The two sides of a Vermittlung, as seen from the person of a call.</summary>
internal static class Sides
{
    /// <summary>The id of who is not the person of the call.</summary>
    public static string OtherId(Call call, Vermittlung vermittlung) => vermittlung.Other(call.Person!.Id);

    /// <summary>The first name of a person.</summary>
    public static Arg Name(Call call, string person) =>
        Arg.Of("name", call.Find(Person.Kind, person)?.FirstName ?? "…", person);

    /// <summary>The first name of the other side.</summary>
    public static Arg Other(Call call, Vermittlung vermittlung) => Name(call, OtherId(call, vermittlung));

    /// <summary>The first name of the person of the call.</summary>
    public static Arg Me(Call call) => Name(call, call.Person!.Id);

    /// <summary>Writes to the other side; where nothing can reach it, the person of the call is told so.</summary>
    public static void TellOther(
        Call call,
        Vermittlung vermittlung,
        Message message,
        Priority priority = Priority.Notice
    )
    {
        var isTold = call.Tell(OtherId(call, vermittlung), message with { Priority = priority });
        if (!isTold && call.Where == Where.Private)
            call.Say(Text.Of("vermittlung.unreachable", Other(call, vermittlung)));
    }

    /// <summary>Whether one of the two does not want to meet the other.</summary>
    public static bool AreBlocked(Call call, Vermittlung vermittlung) =>
        AreBlocked(call, vermittlung.Owner, vermittlung.Helper);

    /// <summary>Whether one of two persons does not want to meet the other.</summary>
    public static bool AreBlocked(Call call, string a, string b) => Blocks.Between(call, a, b);

    /// <summary>From which Quartier who answered comes, where it is another one.</summary>
    public static Text? From(Call call, Vermittlung vermittlung) =>
        call.Find(Person.Kind, vermittlung.Helper)?.Quartier is { } home && home != vermittlung.Quartier
            ? Text.Of(
                "across.helper",
                Name(call, vermittlung.Helper),
                ("quartier", call.Find(Quartier.Kind, home)?.Name ?? "?")
            )
            : null;

    /// <summary>The time zone of a Vermittlung.</summary>
    public static DateTimeZone Zone(Call call, Vermittlung vermittlung) =>
        Call.ZoneOf(call.Find(Quartier.Kind, vermittlung.Quartier));
}
