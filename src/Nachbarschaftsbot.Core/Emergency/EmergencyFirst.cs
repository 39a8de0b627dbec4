using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>
/// Words of danger bring the emergency numbers before anything else: no consent, no state, no limit stands before them. What the
/// person wrote is neither kept nor passed on for it; only that it happened is counted.
/// </summary>
internal static class EmergencyFirst
{
    /// <summary>What is counted, without person.</summary>
    public const string Counted = "emergency.shown";

    /// <summary>The verb of the button that shows all numbers; its subject is the language.</summary>
    public const string AllNumbers = "e-all";

    /// <summary>Whether the numbers were shown in this call.</summary>
    public static bool IsShown(Call call) => call.Decision.Counted.Contains(Counted);

    /// <summary>Answers words of danger; everything else is left alone.</summary>
    public static void Answer(Call call, About about, string text)
    {
        if (Danger.Read(text) is { Count: > 0 } kinds)
            Show(call, about, kinds, Danger.LanguageOf(text, call.Language));
    }

    /// <summary>
    /// Shows the three numbers that everybody should know. Where the bot itself does not speak the language of the messenger and the numbers
    /// do, they come in that one.
    /// </summary>
    public static void Show(Call call, About about) =>
        Show(call, about, new HashSet<DangerKind>(), OnlyHere(call.Inbound.Sender?.Language) ?? call.Language);

    /// <summary>
    /// The numbers for words of danger when nothing else works any more; null for everyday words. Nothing of it needs what is
    /// stored, so it has no buttons.
    /// </summary>
    public static Outbound? Alone(About about, Inbound inbound)
    {
        if (inbound.Sender is not { } sender || Said(inbound.Content) is not { } text)
            return null;
        if (Danger.Read(text) is not { Count: > 0 } kinds)
            return null;
        var language = Catalog.Resolve(sender.Language);
        return inbound.Place.Kind == PlaceKind.Private
            ? Private(about, kinds, Danger.LanguageOf(text, language)).To(inbound.Place, language) with
            {
                Buttons = [],
            }
            : InGroup(Danger.LanguageOf(text, Catalog.Fallback)).To(inbound.Place, Catalog.Fallback) with
            {
                UnderMessage = inbound.MessageId,
            };
    }

    /// <summary>Whether words of danger stand in it.</summary>
    public static bool IsIn(Content content) => Said(content) is { } text && Danger.Read(text).Count > 0;

    private static string? Said(Content content) =>
        content switch
        {
            Content.Words(var text) => text,
            Content.Attachment(_, { } caption) => caption,
            Content.Posted posted => posted.Said.Plain(),
            Content.Filled filled => string.Join('\n', filled.Answers.Values),
            _ => null,
        };

    /// <summary>All numbers.</summary>
    public static void ShowAll(Call call, About about, string language) =>
        call.Say(Lines(EmergencyText.RenderAll(language.Length == 0 ? call.Language : language, PoisonCentre(about))));

    private static void Show(Call call, About about, IReadOnlySet<DangerKind> kinds, string language)
    {
        if (IsShown(call))
            return;
        call.Decision.Counted.Add(Counted);
        call.Say(call.Where == Where.Private ? Private(about, kinds, language) : InGroup(language));
    }

    /// <summary>The language of a messenger when the numbers speak it and the bot does not; null otherwise.</summary>
    private static string? OnlyHere(string? wish) =>
        EmergencyText.Find(wish) is { } found && Catalog.Resolve(found) != found ? found : null;

    /// <summary>In a group nobody is quoted and nobody is named.</summary>
    private static Message InGroup(string language) => Lines(EmergencyText.RenderGroup(language));

    private static Message Private(About about, IReadOnlySet<DangerKind> kinds, string language) =>
        Lines(EmergencyText.Render(EmergencyAnswer.For(kinds, PoisonCentre(about)), language))
            .Row(
                Press.Labelled(Text.Plain(EmergencyText.AllNumbersButton(language)), AllNumbers, language),
                Press.Labelled(Text.Plain(EmergencyText.HumanButton(language)), Menu.Go, "mensch")
            );

    private static Message Lines(string rendered) =>
        Message.Of([.. rendered.Split('\n').Select(Text.Plain)]) with
        {
            Priority = Priority.Emergency,
        };

    private static EmergencyNumber? PoisonCentre(About about) =>
        about.PoisonCentre.Length == 0
            ? null
            : new("poison", about.PoisonCentre, "emergency.number.poison", null, "operator");
}
