using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>What people do again and again in a direct chat with the bot.</summary>
internal static class MatrixRequests
{
    /// <summary>Joins, once the bot has said what it is.</summary>
    internal static async Task Agrees(this MatrixPerson person, string chat, string name)
    {
        // It says so on coming in, maybe before the person's first word.
        await person.Await(e => e.Room == chat && e.Body.Contains("automatisches Programm"), "the hello", all: true);
        await person.Chooses(chat, "Ja, einverstanden");
        await person.Sees(chat, "Vorname");
        await person.Chooses(chat, $"Vorname: {name}");
        await person.Sees(chat, $"Willkommen, {name}!");
    }

    /// <summary>Asks for help with the shopping until the request has arrived.</summary>
    internal static async Task Asks(this MatrixPerson person, string chat, string what)
    {
        await person.Says(chat, $"Kann mir jemand beim Einkaufen helfen? {what}");
        await person.Sees(chat, "Wann brauchen Sie die Hilfe?");
        await person.Chooses(chat, "Der Zeitpunkt ist flexibel");
        await person.Sees(chat, "Wo ungefähr ist es?");
        await person.Chooses(chat, "Überspringen");
        await person.Sees(chat, "Wie viele Personen");
        await person.Says(chat, "1");
        await person.Sees(chat, "Wie eilig ist es?");
        await person.Chooses(chat, "Es eilt nicht");
        await person.Sees(chat, "Genau das sehen die anderen");
        await person.Chooses(chat, "Anfrage absenden");
        await person.Sees(chat, "Ihre Anfrage ist angekommen.");
    }

    /// <summary>Makes a room for the moderation and lets the bot know. For somebody who leads the bot.</summary>
    internal static async Task<string> OpensDesk(this MatrixPerson person)
    {
        var room = await person.MakesRoom(
            new()
            {
                ["preset"] = "private_chat",
                ["name"] = "Moderation",
                ["invite"] = new JsonArray(MatrixHouse.Bot),
            }
        );
        await person.Joined(room, MatrixHouse.Bot);
        await person.Says(room, "!nachbar kanal");
        await person.Sees(room, "Wofür ist diese Gruppe da?");
        await person.Chooses(room, "Für die Moderation");
        await person.Sees(room, "Ab jetzt kommen neue Karten hierher");
        return room;
    }

    /// <summary>What the bot wrote in a room, without what it changed later.</summary>
    internal static IReadOnlyList<MatrixSeen> Heard(this MatrixPerson person, string room) =>
        [
            .. person.All.Where(e =>
                e.Room == room && e.Sender == MatrixHouse.Bot && e.Type == "m.room.message" && e.Edits is null
            ),
        ];
}
