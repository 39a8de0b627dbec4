using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Everything the bot can do, declared once: help, command lists, plain words and the table of rights are made from it.</summary>
public sealed class Registry
{
    private readonly Dictionary<string, CommandSpec> _byName = [];
    private readonly Dictionary<string, ButtonSpec> _buttons = [];
    private readonly Dictionary<string, FormSpec> _forms = [];
    private readonly Dictionary<string, Action<Call, Messages.Content.Due>> _timers = [];
    private readonly Dictionary<string, Action<Call, string, string>> _replies = [];
    private readonly Dictionary<string, Func<Call, string, Message?>> _views = [];
    private readonly Dictionary<string, CommandSpec> _words = [];
    private readonly List<StartLink> _starts = [];

    /// <summary>Commands in the order in which they were declared.</summary>
    public List<CommandSpec> Commands { get; } = [];

    /// <summary>Buttons.</summary>
    public IReadOnlyCollection<ButtonSpec> Buttons => _buttons.Values;

    /// <summary>Forms.</summary>
    public IReadOnlyCollection<FormSpec> Forms => _forms.Values;

    /// <summary>Whose bot it is.</summary>
    public Neighbours.About About { get; set; } = new();

    /// <summary>What stands behind <c>/start</c> in deep links.</summary>
    public IReadOnlyList<StartLink> Starts => _starts;

    /// <summary>Notes a sign of life of the person behind a call; comes before everything else.</summary>
    public Action<Call>? OnSeen { get; set; }

    /// <summary>Told when everything that answers what somebody did is said.</summary>
    public Action<Call>? OnAnswered { get; set; }

    /// <summary>What the features store about persons.</summary>
    public List<Neighbours.IPersonData> PersonData { get; } = [];

    /// <summary>How documents that name persons follow when two persons become one.</summary>
    public List<Neighbours.PersonRule> PersonRules { get; } = [];

    /// <summary>What keeps two persons from becoming one: the key of the text that says why, or null.</summary>
    public List<Func<Call, Neighbours.Person, Neighbours.Person, string?>> PersonHurdles { get; } = [];

    /// <summary>What takes a sentence in plain words of a member; returns false when it is none of its.</summary>
    public Func<Call, Sentence, bool>? OnSentence { get; set; }

    /// <summary>
    /// What finds things by words while somebody types: at most as many as asked for, null for who may not see any. Only reads.
    /// </summary>
    public Func<Call, string, int, IReadOnlyList<Hit>?>? OnSearch { get; set; }

    /// <summary>What takes everything of somebody who has not joined yet, apart from commands open to strangers.</summary>
    public Action<Call>? OnStranger { get; set; }

    /// <summary>What takes a text in an open talk; returns false when the talk is over.</summary>
    public Func<Call, string, bool>? OnTalk { get; set; }

    /// <summary>Hears words in a group that are neither a command nor a reply to us, where the messenger passes them on.</summary>
    public Action<Call, string>? OnGroupWords { get; set; }

    /// <summary>What carries talk between linked rooms.</summary>
    public Action<Call>? OnLinked { get; set; }

    /// <summary>An account that belongs to nobody asks that what is kept of it goes.</summary>
    public Action<Call, Messages.Account>? OnForgetAccount { get; set; }

    /// <summary>What takes membership changes, moves and unreachable places.</summary>
    public Action<Call>? OnPlaceChange { get; set; }

    /// <summary>What takes the answer of a calendar service about an event.</summary>
    public Action<Call>? OnScheduled { get; set; }

    /// <summary>What takes busy times, by the feature that asked for them.</summary>
    public Dictionary<string, Action<Call, Messages.Content.FreeBusy>> OnFreeBusy { get; } = [];

    /// <summary>Told, by the feature a meeting belongs to, that a person moved or cancelled it. Gets the meeting's id.</summary>
    public Dictionary<string, Action<Call, string>> OnMeetingChanged { get; } = [];

    /// <summary>One person blocked another: ends kindly what the two have going on. Gets the ids of who blocked and who is blocked.</summary>
    public Action<Call, string, string>? OnBlocked { get; set; }

    /// <summary>Somebody got a role. Gets the person as it is now.</summary>
    public Action<Call, Neighbours.Person, Neighbours.RoleIn>? OnRoleGiven { get; set; }

    /// <summary>Somebody lost a role: ends what came with it. Gets the person as it is now.</summary>
    public Action<Call, Neighbours.Person, Neighbours.RoleIn>? OnRoleTaken { get; set; }

    /// <summary>An operator ended that a person lives in a Quartier (its id): what is open there ends.</summary>
    public Action<Call, Neighbours.Person, string>? OnResidenceEnded { get; set; }

    /// <summary>A person can be reached by an account more, or by one less. Gets the person as it is now.</summary>
    public Action<Call, Neighbours.Person>? OnAccountsChanged { get; set; }

    /// <summary>
    /// An account is taken away from a person, who stays: what stands in its private chat of them is taken back. Gets the person as it was.
    /// </summary>
    public Action<Call, Neighbours.Person, Neighbours.Reach>? OnReachGone { get; set; }

    /// <summary>By feature: a date poll of it found a date.</summary>
    public Dictionary<string, Action<Call, DatePolls.DatePoll, DatePolls.PollSlot>> OnDateFound { get; } = [];

    /// <summary>By feature: a date poll of it ended without a date. The people who were asked know already.</summary>
    public Dictionary<string, Action<Call, DatePolls.DatePoll>> OnDateNotFound { get; } = [];

    /// <summary>Opens the way to a human; asked from every step.</summary>
    public Action<Call>? OnHuman { get; set; }

    /// <summary>Says what can be done, when nothing was understood or a form was left.</summary>
    public Action<Call>? OnMenu { get; set; }

    /// <summary>Declares a command.</summary>
    public Registry Add(CommandSpec command)
    {
        Commands.Add(command);
        foreach (var name in (string[])[command.Name, .. command.Aliases ?? []])
            _byName.Add(name, command);
        foreach (var language in Texts.Catalog.BuiltIn.Languages)
            if (Texts.Catalog.BuiltIn.Of(language).TryGetValue($"command.{command.Name}.words", out var words))
                foreach (
                    var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                )
                    _words.TryAdd(Plain.Fold(word), command);
        return this;
    }

    /// <summary>Declares what a deep link with this prefix does; the handler gets what stands behind the prefix.</summary>
    public Registry AddStart(string prefix, Action<Call, string> handle) => AddStart(new StartLink(prefix, handle));

    /// <summary>Declares what a deep link does.</summary>
    public Registry AddStart(StartLink link)
    {
        _starts.Add(link);
        return this;
    }

    /// <summary>The deep link a payload belongs to, with what stands behind its prefix, or null.</summary>
    public (StartLink Link, string Behind)? Start(string payload) =>
        _starts.Find(s => payload.StartsWith(s.Prefix, StringComparison.Ordinal)) is { } link
            ? (link, payload[link.Prefix.Length..])
            : null;

    /// <summary>Declares a button.</summary>
    public Registry Add(ButtonSpec button)
    {
        _buttons.Add(button.Verb, button);
        return this;
    }

    /// <summary>Declares a form.</summary>
    public Registry Add(FormSpec form)
    {
        _forms.Add(form.Name, form);
        return this;
    }

    /// <summary>Declares what a timer does.</summary>
    public Registry AddTimer(string kind, Action<Call, Messages.Content.Due> handle)
    {
        _timers.Add(kind, handle);
        return this;
    }

    /// <summary>Declares what a reply to one of our messages does. The ref is <c>prefix:rest</c>; the handler gets rest and the words.</summary>
    public Registry AddReply(string prefix, Action<Call, string, string> handle)
    {
        _replies.Add(prefix, handle);
        return this;
    }

    /// <summary>
    /// Declares what of our messages somebody sees who asks for theirs (<see cref="Messages.Outbound.Actors"/>): by the same refs as
    /// replies, null for who sees what all see. Only reads.
    /// </summary>
    public Registry AddView(string prefix, Func<Call, string, Message?> view)
    {
        _views.Add(prefix, view);
        return this;
    }

    /// <summary>A command by name or alias.</summary>
    public CommandSpec? Command(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A command by the plain words that lead to it.</summary>
    public CommandSpec? ByWords(string text) => text.Length <= 60 ? _words.GetValueOrDefault(Plain.Fold(text)) : null;

    /// <summary>A button by verb.</summary>
    public ButtonSpec? Button(string verb) => _buttons.GetValueOrDefault(verb);

    /// <summary>A form by name.</summary>
    public FormSpec? Form(string name) => _forms.GetValueOrDefault(name);

    /// <summary>A timer's handler.</summary>
    public Action<Call, Messages.Content.Due>? Timer(string kind) => _timers.GetValueOrDefault(kind);

    /// <summary>A reply's handler with what stands behind the prefix.</summary>
    public (Action<Call, string, string> Handle, string Subject)? Reply(string reference) =>
        reference.Split(':', 2) is [var prefix, var rest] && _replies.TryGetValue(prefix, out var handle)
            ? (handle, rest)
            : null;

    /// <summary>One of our messages as the person of a call sees it, on its way to where they are; null: as all see it.</summary>
    public Messages.Outbound? View(Call call, string reference) =>
        reference.Split(':', 2) is [var prefix, var rest] && _views.TryGetValue(prefix, out var view)
            ? view(call, rest)?.To(call.Inbound.Place, call.Language)
            : null;
}
