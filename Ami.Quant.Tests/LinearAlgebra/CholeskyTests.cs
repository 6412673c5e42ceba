using Ami.Quant.LinearAlgebra;

namespace Ami.Quant.Tests.LinearAlgebra;

[TestClass]
public sealed class CholeskyTests
{
    // Wikipedia's example, whose factor is {2, 0, 0; 6, 1, 0; -8, 5, 3}.
    private static readonly double[] Matrix = [4, 12, -16, 12, 37, -43, -16, -43, 98];

    [TestMethod]
    public void TryFactor_KnownMatrix_SolvesAndMeasures()
    {
        var factor = Cholesky.TryFactor(Matrix, 3).ShouldNotBeNull();
        // A times (1, 2, 3).
        double[] b = [-20, -43, 192];
        double[] half = [2, 7, 0];

        factor.Solve(b);
        factor.SolveLower(half);

        b.ShouldBe([1, 2, 3], 1e-10);
        half.ShouldBe([1, 1, 1], 1e-10);
        factor.LogDeterminant.ShouldBe(Math.Log(36), 1e-10);
    }

    [TestMethod]
    public void TryFactor_NotPositiveDefinite_IsNull()
    {
        Cholesky.TryFactor([1, 2, 2, 1], 2).ShouldBeNull();
        Cholesky.TryFactor([1, 1, 1, 1], 2).ShouldBeNull();
        Cholesky.TryFactor([double.NaN], 1).ShouldBeNull();
    }
}
