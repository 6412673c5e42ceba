using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Market;

[TestClass]
public sealed class BarGridTests
{
    private static readonly string[] Zones = ["America/New_York", "Europe/London", "Australia/Sydney"];

    [TestMethod]
    public void Bars_OfAnyGrid_FollowEachOtherWithoutAGap() =>
        Prop.ForAll(
                Instants().ToArbitrary(),
                case_ =>
                {
                    var (grid, time) = case_;
                    var (opens, ends) = (grid.Opens(time), grid.Ends(time));
                    return opens <= time
                        && time < ends
                        && grid.Opens(opens) == opens
                        && grid.Opens(ends) == ends
                        && grid.Opens(ends - 1) == opens
                        && grid.Next(opens) == opens
                        && grid.Next(opens + 1) == ends;
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("1d", "09:30", "2024-03-08T20:00Z", "2024-03-08T14:30Z", "2024-03-09T14:30Z")]
    [DataRow("1d", "09:30", "2024-03-10T12:00Z", "2024-03-09T14:30Z", "2024-03-10T13:30Z")]
    [DataRow("4h", "01:30", "2024-11-04T14:30Z", "2024-11-04T14:30Z", "2024-11-04T18:30Z")]
    [DataRow("1d", "00:00", "2024-11-03T10:00Z", "2024-11-03T04:00Z", "2024-11-04T05:00Z")]
    public void Opens_InNewYork_FollowsItsClocks(string interval, string phase, string time, string opens, string ends)
    {
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        var clock = (long)TimeSpan.Parse(phase, CultureInfo.InvariantCulture).TotalMilliseconds;
        var grid = new BarGrid(length, clock, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        (grid.Opens(At(time)), grid.Ends(At(time))).ShouldBe((At(opens), At(ends)));
    }

    [TestMethod]
    [DataRow("1w", "2026-11-29T23:59Z", "2026-11-23T00:00Z", "2026-11-30T00:00Z")]
    [DataRow("1w", "1969-12-31T12:00Z", "1969-12-29T00:00Z", "1970-01-05T00:00Z")]
    [DataRow("1M", "2024-02-29T23:59Z", "2024-02-01T00:00Z", "2024-03-01T00:00Z")]
    [DataRow("1M", "1969-12-31T12:00Z", "1969-12-01T00:00Z", "1970-01-01T00:00Z")]
    [DataRow("7m", "1970-01-01T00:13Z", "1970-01-01T00:07Z", "1970-01-01T00:14Z")]
    public void Opens_WithoutSessions_IsOnMondaysFirstsAndTheGrid(string interval, string time, string opens, string ends)
    {
        var grid = BarGrid.Of(ChartInterval.Parse(interval).Value);
        (grid.Opens(At(time)), grid.Ends(At(time))).ShouldBe((At(opens), At(ends)));
    }

    [TestMethod]
    [DataRow("1w", "2024-03-15T14:00Z", "2024-03-11T13:30Z", "2024-03-18T13:30Z")]
    [DataRow("1M", "2024-03-15T14:00Z", "2024-03-01T14:30Z", "2024-04-01T13:30Z")]
    [DataRow("1M", "2024-03-01T14:29Z", "2024-02-01T14:30Z", "2024-03-01T14:30Z")]
    public void Longer_OfDaysInNewYork_OpensWhenADayDoes(string interval, string time, string opens, string ends)
    {
        var clock = (long)TimeSpan.FromHours(9.5).TotalMilliseconds;
        var days = new BarGrid(BarInterval.OneDay, clock, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var grid = days.Longer(ChartInterval.Parse(interval).Value);
        (grid.Opens(At(time)), grid.Ends(At(time))).ShouldBe((At(opens), At(ends)));
    }

    // Near nights in which clocks are turned, only bars that do not open in the hours that are skipped or come twice: no market that closes every night opens then.
    private static Gen<(BarGrid Grid, long Time)> Instants() =>
        from zone in Gen.Elements(Zones.Select(TimeZoneInfo.FindSystemTimeZoneById).Append(null).ToArray())
        from interval in Gen.Elements(
            BarInterval.FifteenMinutes,
            BarInterval.OneHour,
            BarInterval.FourHours,
            BarInterval.OneDay,
            BarInterval.OneWeek,
            ChartInterval.OneMonth
        )
        from phase in Gen.Elements(0L, 5_400_000, 34_200_000, 46_800_000)
        from minutes in Gen.Choose(0, 60 * 24 * 365 * 20)
        let time = At("2005-01-01T00:00Z") + minutes * 60_000L
        where zone is null || !OpensAtNight(interval, phase) || !Turns(zone, time)
        select (new BarGrid(interval, phase % interval.Milliseconds, zone), time);

    private static bool OpensAtNight(BarInterval interval, long phase)
    {
        var (hour, day) = (BarInterval.OneHour.Milliseconds, BarInterval.OneDay.Milliseconds);
        var opens =
            interval.Milliseconds >= day
                ? [phase]
                : Enumerable.Range(0, (int)(day / interval.Milliseconds)).Select(k => (phase + k * interval.Milliseconds) % day);
        return opens.Any(clock => clock >= hour && clock < 3 * hour);
    }

    private static bool Turns(TimeZoneInfo zone, long time)
    {
        var near = DateTimeOffset.FromUnixTimeMilliseconds(time);
        return zone.GetUtcOffset(near.AddDays(-3)) != zone.GetUtcOffset(near.AddDays(3));
    }

    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
