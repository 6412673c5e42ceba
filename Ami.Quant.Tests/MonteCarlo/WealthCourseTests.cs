using Ami.Quant.MonteCarlo;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.MonteCarlo;

[TestClass]
public sealed class WealthCourseTests
{
    private const int Steps = 23;
    private const int Lanes = 8;

    /// <summary>
    /// Payments at the start, at recorded steps, in between, at every step and never; growth that needs its exponent reduced and growth that does not.
    /// </summary>
    [TestMethod]
    [DataRow(new int[0], 0.02)]
    [DataRow(new[] { 0 }, 0.02)]
    [DataRow(new[] { 5, 6, 13, 20 }, 0.02)]
    [DataRow(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 }, 0.02)]
    [DataRow(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 }, 2.0)]
    public void Follow_PaymentsAndRecords_IsStepByStep(int[] payments, double deviation)
    {
        var random = new RandomStream(7);
        foreach (var amount in new[] { 50.0, -50.0, -2000.0 })
        {
            var flows = new double[Steps];
            foreach (var t in payments)
            {
                flows[t] = amount + t;
            }

            int[] recorded = [6, 12, 18, Steps];
            var growth = Enumerable.Range(0, 24 * Lanes).Select(_ => deviation * random.NextNormal()).ToArray();
            var wealth = recorded.Select(_ => new double[2 * Lanes]).ToArray();
            var ruined = new bool[2 * Lanes];
            new WealthCourse(1000, flows, recorded).Follow([.. growth], wealth, ruined, Lanes);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var value = 1000.0;
                var ruin = false;
                for (var t = 0; t < Steps; t++)
                {
                    value += flows[t];
                    ruin |= value < 0;
                    value = Math.Max(value, 0) * Math.Exp(growth[t * Lanes + lane]);
                    if (Array.IndexOf(recorded, t + 1) is >= 0 and var record)
                    {
                        wealth[record][Lanes + lane].ShouldBe(value, 1e-9 * Math.Max(1000, value));
                    }
                }

                ruined[Lanes + lane].ShouldBe(ruin);
            }

            ruined[..Lanes].ShouldAllBe(other => !other, "other paths are left alone");
        }
    }
}
