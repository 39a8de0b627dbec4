using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>The main job in Matrix: by typed numbers and by taps on keys.</summary>
public sealed class MatrixLoopTests : MainJobContract
{
    private protected override async Task<Village> Open() => await MatrixVillage.Open();
}
