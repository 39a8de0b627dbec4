using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Asking for help, offering help, looking for either, and everything of one's own.</summary>
internal static class HelpRequestsFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        Commands(registry);
        Lists(registry);
        Own(registry);
        registry
            .Add(RequestForm.Anfrage)
            .Add(RequestForm.Angebot)
            .Add(Sentences.Which)
            .AddTimer(Expiry.AskTimer, Expiry.Ask)
            .AddTimer(Expiry.EndTimer, Expiry.End)
            .AddTimer(Expiry.ForgetTimer, Expiry.Forget)
            .AddTimer(Notifying.TellTimer, Notifying.Tell)
            .AddTimer(Notifying.DailyTimer, Notifying.Daily)
            .AddTimer(ChannelPosts.MovedTimer, ChannelPosts.PostAnew)
            .AddStart(
                new StartLink("r_", Publishing.ShowOne)
                {
                    Quartier = (call, id) => call.Find(HelpRequest.Kind, id)?.Quartier,
                }
            );
        registry.PersonData.Add(new RequestData());
        registry.OnResidenceEnded += RequestData.ResidenceEnded;
        registry.PersonRules.Add(new PersonRule<HelpRequest>(HelpRequest.Kind, "owner"));
        registry.OnSentence = Sentences.Take;
        registry.OnSearch = Searching.Find;
    }

    private static void Commands(Registry registry) =>
        registry
            .Add(Command("anfrage", call => Sentences.Command(call, Direction.Gesuch), "gesuch", "ask"))
            .Add(Command("angebot", call => Sentences.Command(call, Direction.Angebot), "offer"))
            .Add(Command("stoebern", Sentences.Browse, "suchen", "browse", "was_gibt_es"))
            .Add(Command("meine_sachen", MyThings.Show, "meine", "mine"));

    private static void Lists(Registry registry) =>
        registry
            .Add(Button("r-ask", (call, _) => Sentences.Begin(call, Direction.Gesuch)))
            .Add(Button("r-offer", (call, _) => Sentences.Begin(call, Direction.Angebot)))
            .Add(Button("r-browse", Browsing.Switch))
            .Add(Button("r-more", Browsing.More))
            .Add(Button("r-flag", (call, way) => call.Alone(() => Browsing.Which(call, way))))
            .Add(Button("r-mine", (call, from) => MyThings.Show(call, NumberWords.Read(from) ?? 0)))
            .Add(Button("r-show", Publishing.ShowOne))
            .Add(Button("r-draft", (call, stamp) => Drafts.Resume(call, registry, stamp)))
            .Add(Button("r-drop", Drafts.Discard))
            .Add(new PlainButton("r-human", Who.Everyone, (call, _) => registry.OnHuman?.Invoke(call)));

    private static void Own(Registry registry)
    {
        RequestState[] early = [RequestState.Waiting, RequestState.Open];
        RequestState[] live = [.. early, RequestState.Full];
        registry
            .Add(RequestLife.Button("r-edit", Owning.Edit, early))
            .Add(RequestLife.Button("r-withdraw", Owning.AskWithdraw, live))
            .Add(RequestLife.Button("r-gone", Owning.Withdraw, live))
            .Add(RequestLife.Button("r-keep", Owning.Keep, live))
            .Add(RequestLife.Button("r-done", Owning.Done, RequestState.Open, RequestState.Full))
            .Add(RequestLife.Button("r-longer", Expiry.Longer, early))
            .Add(RequestLife.Button("r-again", Owning.Again, [.. Enum.GetValues<RequestState>().Except(live)]));
    }

    private static CommandSpec Command(string name, Action<Call> handle, params string[] aliases) =>
        new(name, Who.Resident, Where.Private, handle, aliases);

    private static PlainButton Button(string verb, Action<Call, string> handle) => new(verb, Who.Resident, handle);
}
