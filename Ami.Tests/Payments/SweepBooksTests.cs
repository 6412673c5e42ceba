using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Payments;

/// <summary>Documents and vouchers go when no law asks for them any more, and not before.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class SweepBooksTests : ApiTests<SweepBooksTests>, IApiTests
{
    [TestMethod]
    public async Task Sweep_TenYearsLater_DeletesWhatIsOverAndNothingElse()
    {
        var began = Host.Time.GetUtcNow();
        var (invoice, credited, note, deposit, missing, paid, open) = (Id(), Id(), Id(), Id(), Id(), Id(), Id());
        await Invoice(invoice, 1, began, null);
        await Invoice(credited, 2, began, null);
        await Invoice(note, 3, began.AddYears(3), credited);
        var (sold, failed, against) = (Id(), Id(), Id());
        await Invoice(sold, 4, began, null);
        await Invoice(failed, 5, began, sold);
        await Invoice(against, 6, began.AddYears(3), null);
        await Write("update payments.invoices set kind = 'DebitNote', counters_id = $2 where id = $1", command => command.With(against).With(failed));
        await Deposit(deposit, began, 0);
        await Deposit(missing, began, 5);
        await Withdrawal(paid, began, "Paid");
        await Withdrawal(open, began, "Approved");

        Host.Time.Advance(began.AddYears(10) - began - TimeSpan.FromMinutes(1));
        (await Sweep()).ShouldBe(0, "ten years are not over before they are over");
        Host.Time.Advance(TimeSpan.FromMinutes(2));
        await Sweep();
        (await Left()).ShouldBe([credited, note, sold, failed, against, missing, open], ignoreOrder: true);
        Host.Time.Advance(TimeSpan.FromDays(3 * 366));
        await Sweep();
        (await Left()).ShouldBe([missing, open], ignoreOrder: true);
    }

    private static Guid Id() => Guid.CreateVersion7();

    private static async Task<int> Sweep()
    {
        var run = new JobRun("sweep", NullLogger.Instance);
        await new SweepBooks(Host.Services.GetRequiredService<NpgsqlDataSource>(), Host.Time).Sweep(run, CancellationToken.None);
        return (int)run.Items;
    }

    private static Task<IReadOnlyList<Guid>> Left() =>
        Host.InScope<IReadOnlyList<Guid>>(async services =>
        {
            var db = services.GetRequiredService<PaymentsDb>();
            return
            [
                .. await db.Invoices.Select(i => i.Id).ToListAsync(),
                .. await db.Deposits.Select(d => d.Id).ToListAsync(),
                .. await db.Withdrawals.Select(w => w.Id).ToListAsync(),
            ];
        });

    private static Task Invoice(Guid id, int sequence, DateTimeOffset at, Guid? credits) =>
        Write(
            """
            insert into payments.invoices values ($1, $1::text, case when $4::uuid is null then 'Invoice' else 'CreditNote' end, 'A', $3, $4, null,
                'Es', 'Seller', '', '', 'Buyer', '', '', '', 'USD', 9, 1, 10, '[]', null, true, $2)
            """,
            command => command.With(id).With(at).With((long)sequence).With(credits, NpgsqlTypes.NpgsqlDbType.Uuid)
        );

    private static Task Deposit(Guid id, DateTimeOffset at, decimal missing) =>
        Write(
            """
            with deposit as (
                insert into payments.deposits values ($1, $1::text, null, $1, 'USD', 10, 10, true, $1::text, 'Credited', 5 - $3, $3, 1, $2, $2) returning id)
            insert into payments.deposit_refunds select id, id::text, id, 5, false, $2 from deposit
            """,
            command => command.With(id).With(at).With(missing)
        );

    private static Task Withdrawal(Guid id, DateTimeOffset at, string state) =>
        Write(
            "insert into payments.withdrawals values ($1, null, $1, 'USD', 10, 10, null, false, null, $1, $3, null, null, 1, $2, $2)",
            command => command.With(id).With(at).With(state)
        );

    private static async Task Write(string sql, Action<NpgsqlCommand> with)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        with(command);
        await command.ExecuteNonQueryAsync();
    }
}
