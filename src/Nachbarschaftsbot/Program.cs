using Nachbarschaftsbot.Calendar;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;

// doctor, health, backup, restore, --help
if (CommandLine.Handles(args))
    return await CommandLine.Run(args);

try
{
    NativeHeap.Limit();
    // Settings are read once: a watched folder would wake the program with each write of the database.
    var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
    builder.AddLogs();

    // All settings, checked
    var settings = builder.AddSettings(args);

    // The parts, in the order in which a message meets them
    builder.Services.AddTelegram(settings.Telegram);
    builder.Services.AddTeams(settings.Teams);
    builder.Services.AddMatrix(settings);
    builder.Services.AddWebChat(settings.Web);
    builder.Services.AddCalendar(settings);
    builder.Services.AddTurns(settings);
    builder.Services.AddStore(settings.Store);
    builder.Services.AddOutbox();
    builder.Services.AddTimers();
    builder.Services.AddOperations();

    var app = builder.Build();
    app.TrustProxy();
    app.MapHealth();
    app.MapTelegram();
    app.MapTeams();
    app.MapMatrix();
    app.MapCalendar();
    app.MapWebChat();

    // The store, the first Quartier, the operator's code, a word on the console
    await app.FirstStart();
    await app.RunAsync();
    return 0;
}
catch (Exception expected) when (StartTrouble.Of(expected) is { } words)
{
    Console.Error.WriteLine(words);
    return 1;
}
