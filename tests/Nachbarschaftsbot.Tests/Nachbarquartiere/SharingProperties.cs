using FsCheck;
using FsCheck.Fluent;

namespace Nachbarschaftsbot.Tests.Nachbarquartiere;

/// <summary>
/// Whatever three Quartiere and their people do in whatever order: nothing is seen in a Quartier without an agreement that both sides
/// confirmed, a waiting time that is over, and an owner who agreed.
/// </summary>
public sealed class SharingProperties
{
    private static readonly Gen<(Happening What, int From, int To)[]> Histories = Gen.Zip(
            Gen.Elements(Enum.GetValues<Happening>()),
            Gen.Choose(0, 5)
        )
        .Select(both => (both.Item1, both.Item2 % 3, (both.Item2 % 3 + 1 + both.Item2 / 3) % 3))
        .ArrayOf();

    [Fact]
    public void Nothing_is_seen_without_agreement_consent_and_waiting()
    {
        var seen = 0;
        Prop.ForAll(
                Histories.ToArbitrary(),
                history =>
                {
                    var world = new SharingModel();
                    foreach (var (what, from, to) in history)
                        world.Happen(what, SharingModel.Quartiere[from], SharingModel.Quartiere[to]);
                    seen += world.Seen;
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithStartSize(20).WithEndSize(120));
        Assert.True(seen > 0, "No history shared anything: the property says nothing.");
    }
}
