using Npgsql;

namespace Ami.Tests.Core;

/// <summary>What the database itself refuses, whoever asks and however.</summary>
[TestClass]
public class LedgerGuardTests
{
    private const string Columns =
        "id, from_account, to_account, amount, currency, kind, reference_id, occurred_at, step, realm, pending_id, debit_balance_before, debit_balance_after, "
        + "debit_pending_before, debit_pending_after, credit_balance_before, credit_balance_after, credit_pending_before, credit_pending_after";

    private static LedgerHost _ledger = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _ledger = await LedgerHost.Start();

    [ClassCleanup]
    public static async Task Stop()
    {
        await _ledger.ShouldReconcile();
        await _ledger.DisposeAsync();
    }

    [TestMethod]
    [DataRow("update core.ledger_transfers set amount = 1")]
    [DataRow("update core.ledger_transfers set debit_balance_after = 1")]
    [DataRow("delete from core.ledger_transfers")]
    [DataRow("truncate core.ledger_transfers cascade")]
    public async Task Transfers_ChangedAfterwards_DatabaseRefuses(string sql)
    {
        await _ledger.OpenReal(toAnn: 5m);
        (await Fails(_ledger.Database.App, sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Fails(_ledger.Database.Owner, sql)).Message.ShouldContain("immutable");
    }

    [TestMethod]
    [DataRow("update core.ledger_accounts set debits_posted = 1")]
    [DataRow("update core.ledger_accounts set realm = 'real'")]
    [DataRow("update core.ledger_accounts set allow_negative = true")]
    [DataRow("delete from core.ledger_accounts")]
    [DataRow("insert into core.ledger_transfers default values")]
    [DataRow("insert into core.ledger_pending values (gen_random_uuid())")]
    [DataRow("delete from core.ledger_pending")]
    [DataRow("update core.ledger_pending set expires_at = null")]
    [DataRow("insert into core.ledger_chart values ('mine', 'real', true)")]
    [DataRow("update core.ledger_chart set allow_negative = true")]
    [DataRow("alter table core.ledger_transfers disable trigger all")]
    public async Task Services_WriteRows_AreRefused(string sql) =>
        (await Fails(_ledger.Database.App, sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [TestMethod]
    [DataRow("real.cash", "real", true)]
    [DataRow("real.cash", "practice", false)]
    [DataRow("cash", "real", true)]
    [DataRow("mine", "real", true)]
    public async Task Account_NotAsTheChartSays_CannotBeOpened(string kind, string realm, bool allowNegative) =>
        (
            await Fails(
                _ledger.Database.App,
                $"insert into core.ledger_accounts (id, owner_id, kind, currency, realm, allow_negative) values (gen_random_uuid(), gen_random_uuid(), '{kind}', 'USD', '{realm}', {allowNegative})"
            )
        ).ConstraintName.ShouldBe("ledger_accounts_chart");

    [TestMethod]
    public async Task Transfer_BetweenRealms_ServicesAreRefusedByTheFunctionAndTheOwnerByTheTable()
    {
        var (outside, ann, _) = await _ledger.OpenReal(toAnn: 5m);
        var practice = new LedgerAccount(Guid.CreateVersion7(), ChartOfAccounts.PracticeCash, Currency.Usd);
        await _ledger.Open(practice);
        foreach (var (from, to) in new[] { (practice, ann), (ann, practice) })
        {
            (await Fails(_ledger.Database.App, Call(from, to))).ConstraintName.ShouldBe("ledger_realms_apart");
            foreach (var realm in new[] { "real", "practice" })
            {
                (await Fails(_ledger.Database.Owner, Row(from, to, realm)))
                    .ConstraintName.ShouldNotBeNull()
                    .ShouldBeOneOf("ledger_transfers_debit", "ledger_transfers_credit");
            }
        }

        (await Fails(_ledger.Database.Owner, Row(outside, ann, "real", currency: "EUR"))).ConstraintName.ShouldNotBeNull().ShouldStartWith("ledger_transfers_");
        (await Fails(_ledger.Database.Owner, $"update core.ledger_accounts set realm = 'practice' where id = '{ann.Id}'")).SqlState.ShouldBe(
            PostgresErrorCodes.ForeignKeyViolation
        );
    }

    [TestMethod]
    public async Task Rows_ThatContradictThemselves_EvenTheOwnerCannotWrite()
    {
        var (outside, ann, bob) = await _ledger.OpenReal(toAnn: 5m);
        var pending = _ledger.Pending(ann, bob, 4m);
        (await _ledger.Post(pending)).IsOk.ShouldBeTrue();
        (await _ledger.Post(_ledger.PostOf(pending))).IsOk.ShouldBeTrue();
        (await Fails(_ledger.Database.Owner, Row(ann, bob, "real", step: "void_pending", pending: $"'{pending.Id}'"))).ConstraintName.ShouldBe(
            "ledger_transfers_settled_once"
        );
        (await Fails(_ledger.Database.Owner, Row(ann, bob, "real", step: "void_pending"))).ConstraintName.ShouldBe("ledger_transfers_phase");
        (await Fails(_ledger.Database.Owner, Row(outside, ann, "real", moved: 2))).ConstraintName.ShouldBe("ledger_transfers_balances");
        (await Fails(_ledger.Database.Owner, $"update core.ledger_accounts set debits_pending = 2 where id = '{ann.Id}'")).ConstraintName.ShouldBe(
            "ledger_accounts_not_negative"
        );
    }

    [TestMethod]
    public async Task Reconcile_StoredFigureChanged_SaysSo()
    {
        var (_, ann, bob) = await _ledger.OpenReal(toAnn: 5m);
        var pending = _ledger.Pending(ann, bob, 4m);
        (await _ledger.Post(pending)).IsOk.ShouldBeTrue();
        foreach (
            var sql in new[]
            {
                $"update core.ledger_accounts set credits_posted = credits_posted + 1 where id = '{ann.Id}'",
                $"update core.ledger_accounts set debits_pending = 0 where id = '{ann.Id}'",
                $"delete from core.ledger_pending where transfer_id = '{pending.Id}'",
                "alter table core.ledger_transfers disable trigger ledger_transfers_immutable; "
                    + $"update core.ledger_transfers set credit_pending_before = 1, credit_pending_after = 5 where id = '{pending.Id}'",
                "alter table core.ledger_transfers disable trigger ledger_transfers_immutable; "
                    + $"update core.ledger_transfers set occurred_at = now(), seq = default where to_account = '{ann.Id}'",
                "alter table core.ledger_transfers disable trigger ledger_transfers_immutable; "
                    + $"update core.ledger_transfers set amount = 3 where id = '{pending.Id}'",
            }
        )
        {
            // Rolled back, so that the others' figures stay.
            await using var connection = new NpgsqlConnection(_ledger.Database.Owner);
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var change = new NpgsqlCommand(sql, connection, transaction))
            {
                await change.ExecuteNonQueryAsync();
            }

            await using var look = new NpgsqlCommand("select count(*) from core.ledger_reconcile()", connection, transaction);
            ((long)(await look.ExecuteScalarAsync())!).ShouldBeGreaterThan(0, sql);
        }
    }

    private static string Call(LedgerAccount from, LedgerAccount to) =>
        $"select core.ledger_post(gen_random_uuid(), '{from.Id}', '{to.Id}', 1, '{from.Currency}', 'raw', gen_random_uuid(), now())";

    private static string Row(
        LedgerAccount from,
        LedgerAccount to,
        string realm,
        string currency = "USD",
        string step = "posted",
        string pending = "null",
        int? moved = null
    )
    {
        var change = moved ?? (step == "posted" ? 1 : 0);
        return $"insert into core.ledger_transfers ({Columns}) values (gen_random_uuid(), '{from.Id}', '{to.Id}', 1, '{currency}', 'raw', gen_random_uuid(), now(), "
            + $"'{step}', '{realm}', {pending}, 0, {-change}, 0, 0, 0, {change}, 0, 0)";
    }

    private static Task<PostgresException> Fails(string connection, string sql) =>
        Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(connection, sql));
}
