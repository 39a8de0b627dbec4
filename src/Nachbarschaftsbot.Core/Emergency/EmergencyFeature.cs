using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>The emergency numbers on request, for everybody, everywhere.</summary>
internal static class EmergencyFeature
{
    /// <summary>Declares command and button.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(
                new CommandSpec(
                    "notfall",
                    Who.Everyone,
                    Where.Anywhere,
                    call => EmergencyFirst.Show(call, registry.About),
                    ["emergency", "sos", "112", "notruf"]
                )
            )
            .Add(
                new PlainButton(
                    EmergencyFirst.AllNumbers,
                    Who.Everyone,
                    (call, language) => EmergencyFirst.ShowAll(call, registry.About, language)
                )
            );
}
