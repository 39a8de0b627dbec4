using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>A request or offer in words.</summary>
public static class RequestText
{
    private const int ShortWhat = 120;

    /// <summary>Exactly what others see: first name, category, what, when, coarse area, number of people, urgency.</summary>
    /// <param name="call">The call.</param>
    /// <param name="r">The request.</param>
    /// <param name="reader">Id of the Quartier of who reads it; those of others read where it comes from. Null: at home.</param>
    public static IReadOnlyList<Text> Lines(Call call, HelpRequest r, string? reader = null)
    {
        var lines = new List<Text>
        {
            Title(call, r),
            Text.Quote(r.What).By(r.Owner),
            Text.Of("request.when", Arg.OfWhen("when", r.When)),
            Area(call, r),
            Text.Of($"request.places.{Way(r)}", ("places", r.Places)),
        };
        if (From(call, r, reader) is { } from)
            lines.Insert(1, from);
        if (r.Urgency != Urgency.Normal)
            lines.Add($"request.urgency.{r.Urgency.ToString().ToLowerInvariant()}");
        if (r.FirstComes)
            lines.Add("request.first-comes");
        return lines;
    }

    /// <summary>What stands in a list of several.</summary>
    public static IReadOnlyList<Text> Short(Call call, HelpRequest r, int number, string? reader = null) =>
        [
            Text.Of(
                r.Urgency == Urgency.Urgent ? $"request.short.{Way(r)}.urgent" : $"request.short.{Way(r)}",
                ("n", number),
                Name(call, r),
                Category(r),
                Arg.OfWhen("when", r.When)
            ),
            .. From(call, r, reader) is { } from ? [from] : (Text[])[],
            Text.Quote(Beginning.Shortened(r.What, ShortWhat)).By(r.Owner),
        ];

    /// <summary>From which Quartier it comes, for readers of another one.</summary>
    public static Text? From(Call call, HelpRequest r, string? reader) =>
        reader is null || reader == r.Quartier
            ? null
            : Text.Of("across.from", ("quartier", call.Find(Quartier.Kind, r.Quartier)?.Name ?? "?"));

    /// <summary>A text with the category of a request and its time.</summary>
    public static Text About(string key, HelpRequest r, params Arg[] args) =>
        Text.Of(key, [Category(r), Arg.OfWhen("when", r.When), .. args]);

    /// <summary>A text that has a wording for requests and one for offers: <c>key.gesuch</c>, <c>key.angebot</c>.</summary>
    public static Text Wayed(string key, HelpRequest r, params Arg[] args) => About($"{key}.{Way(r)}", r, args);

    /// <summary>Which way the help goes, as part of a text key.</summary>
    public static string Way(HelpRequest r) => Way(r.Direction);

    /// <summary>Which way the help goes, as part of a text key.</summary>
    public static string Way(Direction direction) => direction == Direction.Gesuch ? "gesuch" : "angebot";

    /// <summary>The first name of its owner, or "somebody".</summary>
    public static Arg Name(Call call, HelpRequest r) =>
        call.Find(Person.Kind, r.Owner)?.FirstName is { Length: > 0 } name
            ? Arg.Of("name", name, r.Owner)
            : Arg.OfKey("name", "request.somebody");

    /// <summary>A reason: a text of ours where it is a key, words of a person otherwise.</summary>
    public static Text Reason(string reason) => Catalog.BuiltIn.Has(reason) ? Text.Of(reason) : Text.Quote(reason);

    private static Text Title(Call call, HelpRequest r) =>
        Text.Title($"request.title.{Way(r)}", Name(call, r), Category(r));

    private static Text Area(Call call, HelpRequest r) =>
        r.Area.Length > 0 ? Text.Of("request.area", ("area", r.Area))
        : call.Find(Quartier.Kind, r.Quartier) is { } quartier ? Text.Of("request.area", ("area", quartier.Name))
        : "request.area.any";

    private static Arg Category(HelpRequest r) => Arg.OfKey("category", $"category.{r.Category}");
}
