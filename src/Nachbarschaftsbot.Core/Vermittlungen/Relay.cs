using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Passes words from one side to the other. Nothing of them is kept beyond the outbox.</summary>
internal static class Relay
{
    /// <summary>The prefix of the refs of relayed messages: <c>vtalk:&lt;vermittlung&gt;:&lt;n&gt;</c>.</summary>
    public const string RefPrefix = "vtalk";

    /// <summary>Longest text that is passed on, in UTF-16 code units.</summary>
    public const int MaxLength = 1000;

    /// <summary>Who wrote within this time is awake, whatever the quiet hours say.</summary>
    public static readonly Duration AwakeFor = Duration.FromMinutes(15);

    /// <summary>Takes a reply to a relayed message.</summary>
    public static void Reply(Call call, string reference, string text)
    {
        if (call.Where != Where.Private)
            return;
        if (Parts.Live(call, reference.Split(':')[0]) is { } vermittlung)
            Send(call, vermittlung, text);
    }

    /// <summary>Passes a text on to the other side.</summary>
    public static void Send(Call call, Vermittlung vermittlung, string text)
    {
        if (text.Length > MaxLength)
            call.Say(Text.Of("form.too-long", ("max", MaxLength), ("length", text.Length)));
        else if (text.Length == 0)
            call.Say("call.attachment");
        else if (call.Find(Person.Kind, Sides.OtherId(call, vermittlung)) is not { Home: { } home } other)
            call.Say(
                Text.Of("vermittlung.talk.unreachable", Sides.Other(call, vermittlung)),
                "vermittlung.talk.unreachable.next"
            );
        else
            Pass(call, vermittlung, text, other, home);
    }

    /// <summary>A Vermittlung in which the person of the call just showed a sign of life.</summary>
    public static Vermittlung Seen(Call call, Vermittlung vermittlung) =>
        vermittlung with
        {
            Wrote = new Dictionary<string, Instant>(vermittlung.Wrote) { [call.Person!.Id] = call.Now },
        };

    /// <summary>When a person last wrote to the other side.</summary>
    public static Instant LastWrote(Vermittlung vermittlung, string person) =>
        vermittlung.Wrote.TryGetValue(person, out var at) ? at : Instant.MinValue;

    private static void Pass(Call call, Vermittlung vermittlung, string text, Person other, Place home)
    {
        var needsHint = PrivateWords.HasContact(text) && !vermittlung.Hinted.Contains(call.Person!.Id);
        var changed = Seen(call, vermittlung) with { Relayed = vermittlung.Relayed + 1 };
        if (needsHint)
            changed = changed with { Hinted = [.. vermittlung.Hinted, call.Person!.Id] };
        call.Put(Vermittlung.Kind, changed);

        var isAwake = call.Now - LastWrote(vermittlung, other.Id) <= AwakeFor;
        var quietUntil = isAwake ? null : QuietTime.End(other.Quiet, call.Now, Sides.Zone(call, vermittlung));
        call.Tell(other, home, Passed(call, changed, text), quietUntil);
        call.Say(Confirmed(call, changed, other, quietUntil, needsHint));
    }

    private static Message Passed(Call call, Vermittlung vermittlung, string text)
    {
        var from = call.Find(HelpRequest.Kind, vermittlung.Request) is { } request
            ? VermittlungText.About("vermittlung.talk.from", request, vermittlung, Sides.Me(call))
            : Text.Of("vermittlung.talk.from-only", Sides.Me(call));
        return Message.Of(from, Text.Quote(text).By(call.Person!.Id)).Row(Press.Button("v-answer", vermittlung.Id)) with
        {
            Ref = $"{RefPrefix}:{vermittlung.Id}:{vermittlung.Relayed}",
            Priority = Priority.Notice,
        };
    }

    private static Message Confirmed(
        Call call,
        Vermittlung vermittlung,
        Person other,
        Instant? quietUntil,
        bool needsHint
    )
    {
        var message = quietUntil is { } until
            ? Message.Of(
                Text.Of(
                    "vermittlung.talk.later",
                    ("name", other.FirstName),
                    Arg.OfWhen(
                        "when",
                        new When.Moment(until.InZone(Sides.Zone(call, vermittlung)).LocalDateTime).Encode()
                    )
                )
            )
            : Message.Of(Text.Of("vermittlung.talk.passed", ("name", other.FirstName)));
        if (needsHint && !ContactSharing.IsDone(vermittlung))
            message = message.And("vermittlung.talk.hint").Row(Press.Button("v-contact", vermittlung.Id));
        return call.Conversation.Talk == vermittlung.Id ? message.Row(Press.Button("v-end")) : message;
    }
}
