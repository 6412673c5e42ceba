using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Ami.Tests.Core.Documents;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <content>What else is held, and what is seen and written of it.</content>
public sealed partial class CorporateActionTests
{
    /// <summary>The first price of the new shares crosses nothing; then another symbol's price comes before anybody applied the split.</summary>
    [TestMethod]
    public async Task PriceOfAnotherSymbol_AfterASplit_FindsWhatIsHeldAdjusted()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(20_000m, 5);
        await Far();
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.Second, 100m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 700m));
        await _venue.Tick(_venue.First, 100m);
        // Who holds two symbols is not judged by the prices of one.
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 10m));
        await _venue.Tick(_venue.Second, 100m);
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 100m, "limit", limitPrice: 99m));
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        (await Told(trader)).ShouldBe(0);
        await _venue.Tick(_venue.Second, 99m);
        (await trader.Orders()).ShouldAllBe(o => o.Status == OrderStatus.Filled);
        (await trader.Positions()).OrderBy(p => p.Symbol, StringComparer.Ordinal).Select(p => p.Quantity).ShouldBe([1400m, 110m]);
        (await Told(trader)).ShouldBe(1);
        (
            await _venue.Scalar<decimal>($"select min(equity) from paper_trading.equity_points where account_id = '{trader.AccountId}'")
        ).ShouldBeGreaterThanOrEqualTo(20_000m);
        (await _venue.Reconcile()).ShouldBeEmpty();
        await trader.Reset(new { });
    }

    /// <summary>With old shares at the price of new ones it would seem three times as rich, and could hold what it cannot.</summary>
    [TestMethod]
    public async Task PriceOfAnotherSymbol_AfterAReverseSplit_OpensNothingBeyondTheMargin()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(20_000m, 5);
        await Far();
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.Second, 100m);
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 700m));
        await _venue.Tick(_venue.Second, 100m);
        var entry = await trader.Place(trader.OrderBody(_venue.First, "buy", 290m, "limit", limitPrice: 99m));
        await Comes(trader, _venue.Second);
        // A third of the shares at less than three times the price: what is left carries what is held, and no more.
        await _venue.Tick(_venue.Second, 245m);
        await _venue.Tick(_venue.First, 99m);
        (await trader.Orders()).Single(o => o.Id == entry.Id).Status.ShouldBe(OrderStatus.Rejected);
        (await trader.Positions()).Single().Quantity.ShouldBeInRange(233m, 234m);
        (await _venue.Reconcile()).ShouldBeEmpty();
        await trader.Reset(new { });
    }

    [TestMethod]
    public async Task Account_BeforeAnybodyAppliedASplit_IsShownAsItIsThen()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        var account = await trader.Account();
        (account.Cash, account.Equity, account.UnrealisedPnl).ShouldBe((99_005m, 100_005m, 0m));
        (await Told(trader)).ShouldBe(0, "whoever looks changes nothing");
    }

    /// <summary>The first price after an ex-date may come days later: that is when the cash moves, and the curve.</summary>
    [TestMethod]
    public async Task Statement_HasASplitOnTheDayOnWhichItMovedTheCash()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        await Apply();
        await _venue.Execute($"update paper_trading.action_effects set moment = moment - interval '3 days' where account_id = '{trader.AccountId}'");
        (await Statement(-1, 1)).ShouldContain("2 : 1");
        (await Statement(-4, -2)).ShouldNotContain("2 : 1");

        async Task<string> Statement(int from, int to)
        {
            var days = $"from={Now.AddDays(from):yyyy-MM-dd}&to={Now.AddDays(to):yyyy-MM-dd}";
            var path = $"/api/trading/paper/accounts/{trader.AccountId}/statement?{days}&language=en";
            using var pdf = new PdfText(await trader.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
            return pdf.All;
        }
    }

    /// <summary>Between the decision and its commit the silo goes away: nothing of it stays, and it is made again once.</summary>
    [TestMethod]
    public async Task Split_ThatIsNotCommitted_HasChangedNothing_AndComesOnce()
    {
        var trader = await Holding(_venue.First, "buy", 10m, stopLoss: 80m);
        await Comes(trader);
        await _venue.Execute(
            $"""
            create function paper_trading.crash() returns trigger language plpgsql as $$ begin raise 'crash'; end $$;
            create trigger crash before insert on paper_trading.action_effects for each row when (new.account_id = '{trader.AccountId}')
                execute function paper_trading.crash()
            """
        );
        var batch = await _venue.Quote(_venue.First, 50m);
        await _venue.NewMatcher().OnTick(batch, CancellationToken.None);
        await Apply();
        await _venue.Execute("drop trigger crash on paper_trading.action_effects; drop function paper_trading.crash()");
        (await _venue.Scalar<decimal>($"select quantity from paper_trading.positions where account_id = '{trader.AccountId}'")).ShouldBe(10m);
        (await trader.Orders()).Single(o => o.Role == OrderRole.StopLoss).StopPrice.ShouldBe(80m);
        (await _venue.Reconcile()).ShouldBeEmpty();

        // Nothing of what it had decided is in its memory either.
        await Grain(trader).Forget();
        await _venue.NewMatcher().OnTick(batch, CancellationToken.None);
        await Apply();
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await trader.Orders()).Single(o => o.Role == OrderRole.StopLoss).StopPrice.ShouldBe(40m);
        (await Told(trader)).ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    /// <summary>However many symbols and orders there are, a look reads those that are still of old shares.</summary>
    [TestMethod]
    public async Task LookOfTheJob_ReadsOpenOrdersByTheirSymbol()
    {
        _ = await _venue.NewTrader();
        await using var source = NpgsqlDataSource.Create(_venue.Host.Database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        await using var rolledBack = await connection.BeginTransactionAsync();
        await using var many = new NpgsqlCommand(
            """
            insert into paper_trading.orders (id, account_id, user_id, generation, symbol, side, type, role, quantity, placed_quantity, filled_quantity,
                reference_price, price_digits, status, fees, placed_at, updated_at)
            select gen_random_uuid(), a.id, a.user_id, 0, 'S' || i, 'Buy', 'Market', 'Entry', 1, 1, 0, 1, 2, 'Working', 0, now(), now()
            from generate_series(1, 5000) as i, (select id, user_id from paper_trading.accounts limit 1) as a;
            analyze paper_trading.orders
            """,
            connection
        );
        await many.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"explain {CarryRows.UnadjustedSql}", connection);
        explain.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [_venue.First, _venue.Second] });
        explain.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [Now, Now] });
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        plan.ShouldContain(line => line.Contains("orders_open_by_symbol", StringComparison.Ordinal), string.Join('\n', plan));
    }
}
