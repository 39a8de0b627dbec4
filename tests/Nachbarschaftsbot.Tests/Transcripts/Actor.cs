using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody in a test: says, taps, replies and sees.</summary>
internal sealed class Actor
{
    private readonly Hood _hood;
    private readonly string? _language;

    public Actor(Hood hood, string name, string? language, string messenger)
    {
        (_hood, Name, _language) = (hood, name, language);
        Account = new(messenger, hood.NextSeed());
        Place = new(messenger, Account.Id, null, PlaceKind.Private);
    }

    public string Name { get; }

    public Account Account { get; }

    /// <summary>The private chat with the bot.</summary>
    public Place Place { get; }

    /// <summary>The id of the person, where the test made it.</summary>
    public string PersonId => $"p{Account.Id}";

    /// <summary>What stands in the private chat.</summary>
    public Corner Chat => _hood.At(Place);

    private Sender Sender => new(Account, Name, _language);

    /// <summary>The person as a member of the Lindenviertel.</summary>
    public Person AsPerson(params Role[] roles) =>
        new()
        {
            Id = PersonId,
            FirstName = Name,
            Language = _language ?? "de",
            Consent = new(1, _hood.Now),
            Quartier = Hood.Lindenviertel.Id,
            Reaches = [new(Account, Place, false, _hood.Now)],
            Roles =
            [
                .. roles.Select(r => new RoleIn(r == Role.Operator ? RoleIn.Everywhere : Hood.Lindenviertel.Id, r)),
            ],
        };

    /// <summary>Writes to the bot, alone with it or in a group.</summary>
    public Task<TurnResult> Says(string text, Corner? at = null, string? replyTo = null) =>
        _hood.Take(at?.Place ?? Place, Sender, new Content.Words(text), replyTo);

    /// <summary>Sends something that is not text.</summary>
    public Task<TurnResult> Sends(AttachmentKind kind, string? caption = null) =>
        _hood.Take(Place, Sender, new Content.Attachment(kind, caption));

    /// <summary>Taps the newest button with this label.</summary>
    public Task<TurnResult> Taps(string label, Corner? at = null) => TapsToken(Token(label, at), at);

    /// <summary>Presses a token, as an old or forged client could.</summary>
    public Task<TurnResult> TapsToken(string token, Corner? at = null) =>
        _hood.Take(at?.Place ?? Place, Sender, new Content.Press(token));

    /// <summary>The token of the newest button with this label.</summary>
    public string Token(string label, Corner? at = null)
    {
        var corner = at ?? Chat;
        var all = corner
            .Messages.Reverse()
            .SelectMany(m => m.Buttons.SelectMany(r => r).Select(b => (Label: Corner.LabelOf(b, m), b.Token)))
            .ToList();
        return all.FirstOrDefault(b => b.Label == label).Token
            ?? throw new InvalidOperationException(
                $"{Name} sees no button '{label}'. There are: {string.Join(", ", all.Select(b => b.Label).Distinct())}\n{corner.Last}"
            );
    }

    /// <summary>Replies to the newest message with this ref prefix (for example <c>card:</c>).</summary>
    public Task<TurnResult> Replies(string refPrefix, string text, Corner? at = null)
    {
        var reference = (at ?? Chat)
            .Messages.Last(m => m.Ref?.StartsWith(refPrefix, StringComparison.Ordinal) == true)
            .Ref;
        return Says(text, at, reference);
    }

    /// <summary>Fills in the newest whole form (web chat).</summary>
    public Task<TurnResult> FillsIn(params (string Question, string Answer)[] answers) =>
        _hood.Take(
            Place,
            Sender,
            new Content.Filled(
                Chat.Messages.Last(m => m.Form is not null).Form!.Stamp,
                answers.ToDictionary(a => a.Question, a => a.Answer)
            )
        );

    /// <summary>Blocks, unblocks, …</summary>
    public Task<TurnResult> Does(MembershipChange change, Corner? at = null) =>
        _hood.Take(at?.Place ?? Place, Sender, new Content.Membership(change));

    /// <summary>Some message since the last <see cref="Forgets"/> has these words.</summary>
    public void Sees(string words, Corner? at = null) =>
        Assert.Contains((at ?? Chat).Texts, t => t.Contains(words, StringComparison.Ordinal));

    /// <summary>The last message has these words.</summary>
    public void SeesLast(string words, Corner? at = null) =>
        Assert.Contains(words, (at ?? Chat).Last, StringComparison.Ordinal);

    /// <summary>No message since the last <see cref="Forgets"/> has these words.</summary>
    public void DoesNotSee(string words, Corner? at = null) =>
        Assert.DoesNotContain((at ?? Chat).Texts, t => t.Contains(words, StringComparison.Ordinal));

    /// <summary>Gets a code for linking another account.</summary>
    public async Task<string> GetsCode()
    {
        await Says("/verbinden");
        await Taps("Code bekommen");
        return Code();
    }

    /// <summary>The code for linking that was said last.</summary>
    public string Code(string before = "Ihr Code: ")
    {
        var line = Chat.Last.Split('\n').First(l => l.StartsWith(before, StringComparison.Ordinal));
        return line[before.Length..].Replace(" ", "", StringComparison.Ordinal);
    }

    private Task AgreesToLinking() => Chat.Messages[^1].Form is null ? Taps("Ja, verbinden") : FillsIn(("sure", "ja"));

    /// <summary>Brings an account of nobody along.</summary>
    public async Task Links(Actor other, bool forget = true)
    {
        await other.Says($"/verbinden {await GetsCode()}");
        await other.AgreesToLinking();
        if (forget)
            Forget(this, other);
    }

    /// <summary>Becomes one with the person behind another account, who says yes too.</summary>
    public async Task Merges(Actor other)
    {
        await other.Says($"/verbinden {await GetsCode()}");
        await other.AgreesToLinking();
        await Taps("Ja, das bin auch ich");
        Forget(this, other);
    }

    /// <summary>Looks away: what was said so far no longer counts.</summary>
    public void Forgets() => Chat.Clear();

    /// <summary>All of these look away.</summary>
    public static void Forget(params Actor[] actors)
    {
        foreach (var actor in actors)
            actor.Forgets();
    }
}
