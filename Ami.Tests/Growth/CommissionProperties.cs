using Ami.Modules.Growth;
using Ami.Modules.Payments.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Growth;

/// <summary>After any sequence of refunds, disputes, repeats and the release, what rows come to is the rate of what was paid and not paid back.</summary>
[TestClass]
public sealed class CommissionProperties
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Gen<(int Cents, int Rate, int[] Steps)> Lives =>
        from cents in Gen.Choose(1, 100_000)
        from rate in Gen.Choose(0, 10_000)
        from steps in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(-4, 0)), (2, Gen.Choose(1, 5_000))), 14)
        select (cents, rate, steps);

    [TestMethod]
    public void AnyLifeOfASale_ComesToTheRateOfWhatIsLeft() =>
        Prop.ForAll(Lives.ToArbitrary(), life => Live(life.Cents, life.Rate / 10_000m, life.Steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool Live(int cents, decimal rate, int[] steps)
    {
        var sale = new Sale(Guid.CreateVersion7(), null, SaleKind.Product, Money.Usd(cents / 100m), 0, false, Now);
        List<CommissionRow> rows = [CommissionRow.Of(Guid.Empty, sale, rate, TimeSpan.Zero, null, Now)];
        foreach (var step in steps)
        {
            // Zero tells the same again; below it: the release, a dispute opens or ends, refunds fail after all. Anything above is so many cents paid back.
            sale = step switch
            {
                > 0 => sale with { PaidBack = decimal.Min(sale.PaidBack + step / 100m, sale.Net.Amount) },
                -2 => sale with { IsDisputed = !sale.IsDisputed },
                -3 => sale with { PaidBack = decimal.Floor(sale.PaidBack * 50) / 100 },
                -4 => sale with { PaidBack = 0 },
                _ => sale,
            };
            SaleCommissions.Follow(rows, sale, mayEarn: true, Now);
            if (step == -1)
            {
                rows.FindAll(row => row.IsReady(Now)).ForEach(row => row.Release(Now));
            }

            rows.Sum(row => row.Amount).ShouldBe(decimal.Round(rate * (sale.Net.Amount - sale.PaidBack), 2, MidpointRounding.AwayFromZero));
            rows.Select(row => row.Id).ShouldBeUnique();
            rows.TrueForAll(row => row.Kind == CommissionKind.Clawback ? row.Amount < 0 : row.Amount >= 0 && row.Amount <= row.Reserved).ShouldBeTrue();
            rows.TrueForAll(row => row.State != CommissionState.Held || row.IsDisputed == sale.IsDisputed).ShouldBeTrue();
        }

        return true;
    }
}
