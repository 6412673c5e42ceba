using System.Globalization;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>
/// A venue whose first symbol is split two for one with a dividend of half a dollar; of the second, one new share is for three old ones. Both are played by the
/// feed, which comes to the day when a test says so.
/// </summary>
internal sealed class SplitDay(PaperVenue venue)
{
    public static readonly DateTimeOffset Day = new(2024, 3, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Lists the actions; of another symbol, three new shares are for two old ones.</summary>
    public async Task List(string? another = null)
    {
        await venue.Execute(
            $"""
            insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
            select id, '{Day:yyyy-MM-dd}', '{Day:O}', case symbol when '{venue.First}' then 2 when '{venue.Second}' then 1 else 3 end,
                case symbol when '{venue.First}' then 1 when '{venue.Second}' then 3 else 2 end, case symbol when '{venue.Second}' then 0 else 0.5 end
            from market.symbols where symbol in ('{venue.First}', '{venue.Second}', '{another}')
            """
        );
        await venue.RefreshSymbols();
    }

    /// <summary>The feed has passed the day before it began.</summary>
    public async Task Far()
    {
        await venue.Execute("update market.replays set from_time = '2024-06-01Z', started_at = now()");
        await venue.RefreshSymbols();
    }

    /// <summary>The feed is at the day now; nothing was told since.</summary>
    public async Task Comes(string symbol)
    {
        await Task.Delay(5);
        await venue.Execute(
            $"""
            update market.replays set from_time = '{Day.AddHours(-1):O}', started_at = '{venue.Host.Time.GetUtcNow().AddHours(-1):O}'
            where symbol_id = (select id from market.symbols where symbol = '{symbol}')
            """
        );
        await venue.RefreshSymbols();
    }

    /// <summary>Somebody who holds something, bought or sold at 100 before the day.</summary>
    public async Task<PaperTrader> Holding(string symbol, string side, decimal quantity, decimal? stopLoss = null, decimal? takeProfit = null, int api = 0)
    {
        var trader = await venue.NewTrader(api);
        await Far();
        await venue.Tick(symbol, 100m);
        await trader.Place(trader.OrderBody(symbol, side, quantity, stopLoss: stopLoss, takeProfit: takeProfit));
        await venue.Tick(symbol, 100m);
        return trader;
    }

    /// <summary>The job looks once.</summary>
    public async Task Apply(int api = 0)
    {
        var host = venue.Api(api);
        var job = new CarryCharges(
            host.Services.GetRequiredService<NpgsqlDataSource>(),
            host.Services.GetRequiredService<SymbolVenues>(),
            host.Services.GetRequiredService<Marks>(),
            host.Services.GetRequiredService<IGrainFactory>(),
            host.Time,
            NullLogger<CarryCharges>.Instance
        );
        await job.Charge(new JobRun("test", NullLogger.Instance), CancellationToken.None);
    }

    /// <summary>How many effects an account has.</summary>
    public Task<long> Effects(PaperTrader trader) =>
        venue.Scalar<long>(
            string.Create(CultureInfo.InvariantCulture, $"select count(*) from paper_trading.action_effects where account_id = '{trader.AccountId}'")
        );
}
