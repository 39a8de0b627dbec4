using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>A role, in rising order of responsibility; rights do not rise by themselves, each rule names who may.</summary>
public enum Role
{
    /// <summary>Lives in the Quartier, agreed to the storing of data.</summary>
    Resident,

    /// <summary>Professional of social work.</summary>
    Professional,

    /// <summary>Keeps the network of the Quartier alive: partners, purposes, what was agreed.</summary>
    NetworkManager,

    /// <summary>Citizen moderator.</summary>
    Moderator,

    /// <summary>Runs the bot for the Träger.</summary>
    Operator,
}

/// <summary>Who may use a command or button: any of these.</summary>
[Flags]
public enum Who
{
    /// <summary>Nobody.</summary>
    Nobody = 0,

    /// <summary>Somebody who has not (yet) agreed or joined.</summary>
    Stranger = 1,

    /// <summary>A member of the Quartier, whatever further roles.</summary>
    Resident = 2,

    /// <summary>A professional of the Quartier.</summary>
    Professional = 4,

    /// <summary>A moderator of the Quartier.</summary>
    Moderator = 8,

    /// <summary>An operator.</summary>
    Operator = 16,

    /// <summary>The network manager of the Quartier.</summary>
    NetworkManager = 32,

    /// <summary>Professionals and network managers.</summary>
    Colleague = Professional | NetworkManager,

    /// <summary>Moderators and operators.</summary>
    Staff = Moderator | Operator,

    /// <summary>Everybody at any time.</summary>
    Everyone = Stranger | Resident | Professional | NetworkManager | Moderator | Operator,
}

/// <summary>Where a command may stand: any of these.</summary>
[Flags]
public enum Where
{
    /// <summary>Alone with the bot.</summary>
    Private = 1,

    /// <summary>In a channel bound for moderation.</summary>
    Moderation = 2,

    /// <summary>In a channel bound as neighbourhood channel.</summary>
    Neighbourhood = 4,

    /// <summary>In a group that is not bound.</summary>
    UnboundGroup = 8,

    /// <summary>In a channel bound as working channel of professionals.</summary>
    Working = 16,

    /// <summary>In any group.</summary>
    Group = Moderation | Neighbourhood | UnboundGroup | Working,

    /// <summary>Everywhere.</summary>
    Anywhere = Private | Group,
}

/// <summary>How somebody stands to the thing a button is about: any of these.</summary>
[Flags]
public enum Relation
{
    /// <summary>No relation is needed.</summary>
    Any = 0,

    /// <summary>It is theirs.</summary>
    Owner = 1,

    /// <summary>They offered to take part in it.</summary>
    Candidate = 2,

    /// <summary>They are one of the two sides.</summary>
    Party = 4,

    /// <summary>None of these, but of the same Quartier.</summary>
    Neighbour = 8,

    /// <summary>They moderate the Quartier it belongs to.</summary>
    Staff = 16,

    /// <summary>They are a professional or the network manager of the Quartier it belongs to.</summary>
    Colleague = 32,
}

/// <summary>A document that buttons are about: knows its Quartier, its state and who stands how to it.</summary>
public interface ISubject : IDocument
{
    /// <summary>Id of the Quartier it belongs to.</summary>
    string Quartier { get; }

    /// <summary>The name of its state, as rules write it.</summary>
    string StateName { get; }

    /// <summary>How a person stands to it, apart from roles: Owner, Candidate, Party, or <see cref="Relation.Any"/> for none.</summary>
    Relation RelationOf(string person);

    /// <summary>Whether the people of a Quartier are neighbours of it: those of its own, and of others it is shared with.</summary>
    bool IsNextTo(string quartier) => quartier == Quartier;
}
