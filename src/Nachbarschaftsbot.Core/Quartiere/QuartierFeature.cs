using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>Roles, codes, channels, contacts and the settings of a Quartier.</summary>
internal static class QuartierFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        RolesAndCodes(registry);
        Settings(registry);
        Places(registry);
        Residents(registry);
        registry.PersonData.Add(new QuartierData());
        registry.PersonRules.Add(new PersonRule<Code>(Code.Kind, "issuer", "user"));
        registry.PersonRules.Add(new PersonRule<RoleWish>(RoleWish.Kind, "person"));
    }

    private static void RolesAndCodes(Registry registry) =>
        registry
            .Add(
                new CommandSpec(
                    "rolle",
                    Who.Everyone,
                    Where.Private | Where.Moderation,
                    call => RoleDialogue.Command(call, registry),
                    ["rollen", "role"],
                    InMenu: false
                )
            )
            .Add(
                new CommandSpec(
                    "betreiber",
                    Who.Everyone,
                    Where.Private,
                    call => RoleDialogue.Operator(call, registry),
                    ["operator"],
                    InMenu: false
                )
            )
            .Add(new PlainButton("q-role", Who.Operator, RoleDialogue.Show))
            .Add(new PlainButton("q-give", Who.Operator, RoleDialogue.Give))
            .Add(new PlainButton("q-take", Who.Operator, RoleDialogue.AskToTake))
            .Add(new PlainButton("q-taken", Who.Operator, (call, person) => RoleDialogue.Take(call, registry, person)))
            .Add(new PlainButton("q-code", Who.Everyone, (call, _) => Forms.Start(call, registry.Form("code")!)))
            .Add(new PlainButton("q-imod", Who.Everyone, RoleInvitation.Wish))
            .Add(Wish("q-ok", (call, wish) => RoleInvitation.Accept(call, registry, wish)))
            .Add(Wish("q-no", RoleInvitation.Refuse))
            .Add(Codes.Form(registry))
            .AddStart(
                new StartLink(Codes.RolePrefix, (call, code) => Codes.Redeem(call, registry, code))
                {
                    Quartier = Codes.QuartierOf,
                }
            )
            .AddStart(
                new StartLink(Codes.OperatorPrefix, (call, code) => Codes.Redeem(call, registry, code))
                {
                    WithoutQuartier = true,
                    Quartier = Codes.QuartierOf,
                }
            )
            .AddTimer(Codes.EndTimer, Codes.End)
            .AddTimer(CodeTrying.Timer, CodeTrying.Forget);

    private static void Residents(Registry registry)
    {
        registry
            .Add(ResidenceDialogue.Form)
            .Add(NeighboursFeature.Button("q-find", Who.Operator, ResidenceDialogue.Ask))
            .Add(NeighboursFeature.Button("q-end", Who.Operator, ResidenceDialogue.AskToEnd))
            .Add(
                NeighboursFeature.Button(
                    "q-ended",
                    Who.Operator,
                    (call, person) => ResidenceDialogue.End(call, registry, person)
                )
            )
            .Add(NeighboursFeature.Button("q-admit", Who.Operator, ResidenceDialogue.Admit));
        registry.PersonHurdles.Add((_, a, b) => Residence.IsEvaded(a, b) ? "account.refused" : null);
    }

    private static void Settings(Registry registry)
    {
        registry
            .Add(new CommandSpec("quartier", Who.Operator, Where.Private, QuartierDialogue.Command, ["district"]))
            .Add(new CommandSpec("kontakte", Who.Operator, Where.Private, ContactDialogue.Command, ["contacts"]))
            .Add(new PlainButton("q-show", Who.Operator, QuartierDialogue.Show))
            .Add(new PlainButton("q-set", Who.Operator, (call, id) => QuartierDialogue.Set(call, registry, id)))
            .Add(new PlainButton("q-release", Who.Operator, QuartierDialogue.Toggle))
            .Add(new PlainButton("q-newcode", Who.Operator, QuartierDialogue.Renew))
            .Add(new PlainButton("q-new", Who.Operator, (call, _) => QuartierDialogue.New(call, registry)))
            .Add(new PlainButton("q-contacts", Who.Operator, ContactDialogue.Show))
            .Add(new PlainButton("q-addc", Who.Operator, ContactDialogue.Add))
            .Add(OneContact("q-contact", ContactDialogue.One))
            .Add(OneContact("q-editc", ContactDialogue.Edit))
            .Add(OneContact("q-delc", ContactDialogue.Remove))
            .Add(ContactDialogue.Form);
        foreach (var form in QuartierDialogue.Forms)
            registry.Add(form);
    }

    private static void Places(Registry registry)
    {
        registry
            .Add(new CommandSpec("kanal", Who.Operator, Where.Group, ChannelDialogue.Command, ["channel"]))
            .Add(new PlainButton("q-purpose", Who.Operator, ChannelDialogue.Purpose))
            .Add(new PlainButton("q-bind", Who.Operator, ChannelDialogue.Bind))
            .Add(new PlainButton("q-unbind", Who.Operator, ChannelDialogue.Unbind))
            .AddTimer(PlaceChanges.MovedTimer, PlaceChanges.Arrived);
        registry.OnPlaceChange += call => PlaceChanges.Changed(call, registry);
    }

    private static ButtonSpec<RoleWish> Wish(string verb, Action<Call, RoleWish> handle) =>
        new(verb, Who.Operator, Relation.Staff, [], RoleWish.Kind, handle);

    private static ButtonSpec<Contact> OneContact(string verb, Action<Call, Contact> handle) =>
        new(
            verb,
            Who.Operator,
            Relation.Staff,
            [],
            Contact.Kind,
            (call, contact) =>
            {
                if (Roles.IsOperator(call, contact.Quartier))
                    handle(call, contact);
                else
                    call.NotThere();
            }
        );
}
