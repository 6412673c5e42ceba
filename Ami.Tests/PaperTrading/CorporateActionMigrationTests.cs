using Ami.Modules;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Ami.Tests.Core;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>What was held and ordered before accounts knew of splits.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class CorporateActionMigrationTests
{
    /// <summary>Bought before a split and again after it; an order amended after it, and one that trailed the price. All of that was done at prices of new shares.</summary>
    private const string Before = """
        insert into paper_trading.accounts (id, user_id, name, currency, starting_cash, cash, realised_pnl, fees_paid, leverage, generation, created_at)
        values (md5('account')::uuid, md5('user')::uuid, 'Old', 'USD', 1000, 1000, 0, 0, 1, 0, '2026-01-01Z');
        insert into paper_trading.orders (id, account_id, user_id, generation, symbol, side, type, role, quantity, placed_quantity, filled_quantity, limit_price,
            reference_price, price_digits, status, fees, placed_at, updated_at, is_trailed, version)
        select md5(name)::uuid, md5('account')::uuid, md5('user')::uuid, 0, 'ACME', 'Buy', 'Limit', 'Entry', 1, 1, filled, 10, 10, 2, status, 0, timestamptz '2026-01-02Z', timestamptz '2026-01-03Z', trailed, version
        from (values ('first', 1, 'Filled', false, 0), ('second', 1, 'Filled', false, 0), ('as placed', 0, 'Working', false, 0), ('amended', 0, 'Working', false, 1), ('trailed', 0, 'Working', true, 2))
            as o (name, filled, status, trailed, version);
        insert into paper_trading.order_amendments (order_id, version, account_id, user_id, at, quantity_before, quantity)
        values (md5('amended')::uuid, 1, md5('account')::uuid, md5('user')::uuid, '2026-01-05Z', 2, 1);
        insert into paper_trading.positions (id, account_id, user_id, generation, symbol, price_digits, quantity, cost_basis, realised_pnl, fees, opened_at)
        values (md5('position')::uuid, md5('account')::uuid, md5('user')::uuid, 0, 'ACME', 2, 2, 20, 0, 0, '2026-01-02Z');
        insert into paper_trading.fills (id, order_id, account_id, user_id, generation, position_id, symbol, side, quantity, price, notional, fee, slippage, realised_pnl, at)
        select gen_random_uuid(), md5(name)::uuid, md5('account')::uuid, md5('user')::uuid, 0, md5('position')::uuid, 'ACME', 'Buy', 1, 10, 10, 0, 0, 0, at::timestamptz
        from (values ('first', '2026-01-02Z'), ('second', '2026-01-04Z')) as f (name, at);
        """;

    [TestMethod]
    public async Task Up_WhatIsOpen_IsOfSharesAsTheyWereWhenItWasTradedLast()
    {
        var database = await TestServers.CreateEmptyDatabase();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false });
        var scripts = AllModules.All.Migrations();
        (await new Migrator(source, scripts.Where(s => s is not { Module: "PaperTrading", Version: > 14 })).Up(_ => { })).IsOk.ShouldBeTrue();
        await CoreHost.Execute(database.Owner, Before);
        (await new Migrator(source, scripts).Up(_ => { })).IsOk.ShouldBeTrue();
        (await Days("select string_agg(to_char(acted_to at time zone 'UTC', 'DD'), ' ') from paper_trading.positions")).ShouldBe("04");
        (
            await Days(
                """
                select string_agg(to_char(acted_to at time zone 'UTC', 'DD'), ' ' order by version) from paper_trading.orders where status = 'Working'
                """
            )
        ).ShouldBe("02 05 03");

        Task<string> Days(string sql) => CoreHost.Scalar<string>(database.Owner, sql);
    }
}
