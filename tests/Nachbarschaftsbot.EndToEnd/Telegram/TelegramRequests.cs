namespace Nachbarschaftsbot.EndToEnd.Telegram;

/// <summary>What people do again and again in a private chat with the bot.</summary>
internal static class TelegramRequests
{
    /// <summary>Joins.</summary>
    internal static async Task Joins(this TestPerson person, string name)
    {
        await person.Types("/start");
        await person.Awaits("automatisches Programm");
        await person.Presses("Ja, einverstanden");
        await person.Awaits("Vorname");
        await person.Presses($"Vorname: {name}");
        await person.Awaits($"Willkommen, {name}!");
    }

    /// <summary>Asks for help until the request has arrived.</summary>
    internal static async Task Asks(this TestPerson person)
    {
        await person.Types("Kann mir jemand beim Einkaufen helfen?");
        await person.Awaits("Wann brauchen Sie die Hilfe?");
        await person.Presses("Der Zeitpunkt ist flexibel");
        await person.Awaits("Wo ungefähr ist es?");
        await person.Presses("Überspringen");
        await person.Awaits("Wie viele Personen");
        await person.Presses("1");
        await person.Awaits("Wie eilig ist es?");
        await person.Presses("Es eilt nicht");
        await person.Awaits("Genau das sehen die anderen");
        await person.Presses("Anfrage absenden");
        await person.Awaits("Ihre Anfrage ist angekommen.");
    }
}
