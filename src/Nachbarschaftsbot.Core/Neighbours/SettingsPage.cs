using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>What a person has set, and the ways to change it; pausing and going on.</summary>
internal static class SettingsPage
{
    private const string Change = "n-set";

    /// <summary>Declares commands and buttons.</summary>
    public static void Register(Registry registry)
    {
        SettingsForms.Register(registry);
        registry
            .Add(
                new CommandSpec(
                    "einstellungen",
                    Who.Resident,
                    Where.Private,
                    call => Show(call),
                    ["settings", "profil"]
                )
            )
            .Add(
                new CommandSpec(
                    "sprache",
                    Who.Everyone,
                    Where.Private,
                    call => Forms.Start(call, registry.Form(SettingsForms.Language)!),
                    ["language"]
                )
            )
            .Add(new CommandSpec("stop", Who.Resident, Where.Private, call => Pause(call, true), ["pause"]))
            .Add(new CommandSpec("weiter", Who.Resident, Where.Private, call => Pause(call, false), ["resume"]))
            .Add(
                NeighboursFeature.Button(
                    Change,
                    Who.Resident,
                    (call, form) => SettingsForms.Start(call, registry, form)
                )
            )
            .Add(NeighboursFeature.Button("n-pause", Who.Resident, (call, _) => Pause(call, true)))
            .Add(NeighboursFeature.Button("n-resume", Who.Resident, (call, _) => Pause(call, false)));
    }

    /// <summary>Shows what is set.</summary>
    public static void Show(Call call, params Text[] before)
    {
        var me = call.Person!;
        var message = Message
            .Of([.. before, Text.Title("settings.title"), .. Values(call, me)])
            .Row(
                Press.Labelled("settings.change.topics", Change, SettingsForms.Topics),
                Press.Labelled("settings.change.notify", Change, SettingsForms.Notifying)
            )
            .Row(
                Press.Labelled("settings.change.quiet", Change, SettingsForms.Quiet),
                me.Paused ? Press.Button("n-resume") : Press.Button("n-pause")
            )
            .Row(
                Press.Labelled("settings.change.name", Change, SettingsForms.Name),
                Press.Labelled("settings.change.language", Change, SettingsForms.Language)
            )
            .Row(
                Press.Labelled("settings.change.quartier", Change, SettingsForms.Move),
                Press.Labelled("settings.my-data", Menu.Go, "meine_daten")
            )
            .Row(Press.Labelled("settings.accounts", Menu.Go, "verbinden"));
        call.Say(Blocks.By(call, me.Id).Count == 0 ? message : message.Row(Press.Button("n-blocks")));
    }

    private static IEnumerable<Text> Values(Call call, Person me)
    {
        yield return Text.Of("settings.name", ("name", me.FirstName));
        yield return Text.Of("settings.quartier", ("quartier", call.Quartier?.Name ?? ""));
        yield return Text.Of("settings.language", Arg.OfKey("language", $"language.{me.Language}"));
        yield return me.Categories.Count == 0
            ? "settings.topics.all"
            : Text.Of("settings.topics", ("topics", Topics(me)));
        yield return Text.Of("settings.notify", Arg.OfKey("when", SettingsForms.KeyOf(me.Notify)));
        yield return QuietQuestion.Line(me.Quiet);
        if (me.Paused)
            yield return "settings.paused";
    }

    private static string Topics(Person me) =>
        string.Join(
            ", ",
            Categories
                .All.Where(c => me.Categories.Contains(c.Id))
                .Select(c => Catalog.BuiltIn.Words($"category.{c.Id}", me.Language))
        );

    private static void Pause(Call call, bool paused)
    {
        call.Put(Person.Kind, call.Person! with { Paused = paused });
        if (paused)
            call.Say(Message.Of("pause.on", "pause.still").Row(Press.Button("n-resume")));
        else
            Menu.Show(call, "pause.off");
    }
}
