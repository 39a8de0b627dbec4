using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>A room that the bot is in and cannot read, because messages are encrypted there. It says nothing of who is in it.</summary>
public sealed record DeafPlace : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<DeafPlace> Kind = new(
        "deafplace",
        QuartierJson.Default.DeafPlace,
        new Index<DeafPlace>("messenger", p => IndexValue.Of(p.Messenger, p.Id))
    );

    private const int Most = 200;

    /// <summary>The place's key.</summary>
    public required string Id { get; init; }

    /// <summary>The messenger.</summary>
    public required string Messenger { get; init; }

    /// <summary>Since when.</summary>
    public Instant Since { get; init; }

    /// <summary>Notes or forgets that the bot is deaf in the place of a call.</summary>
    public static void Note(Call call, bool isDeaf)
    {
        var place = call.Inbound.Place;
        if (isDeaf)
            call.Put(
                Kind,
                new DeafPlace
                {
                    Id = place.Key,
                    Messenger = place.Messenger,
                    Since = call.Now,
                }
            );
        else if (call.Find(Kind, place.Key) is not null)
            call.Delete(Kind, place.Key);
    }

    /// <summary>A line for the overview of moderators, or null where the bot can read everywhere.</summary>
    public static Text? Overview(Call call) =>
        call.Query(Kind, "messenger", "", "\uffff", Most).Count is > 0 and var count
            ? Text.Of("channel.deaf", ("count", count))
            : null;
}
