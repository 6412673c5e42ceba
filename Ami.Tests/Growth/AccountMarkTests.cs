using Ami.Modules.Growth;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Ami.Tests.Growth.AffiliateWorld;

namespace Ami.Tests.Growth;

/// <summary>Somebody who has an account already earns nobody anything with a second one, however the first was made.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class AccountMarkTests
{
    private static AffiliateWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await AffiliateWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task SecondAccount_OfWhoCameByNoLink_EarnsNothing()
    {
        var (affiliate, code) = await _world.Affiliate();
        var first = _world.Address();
        await _world.Come(null, first);
        var second = await _world.Come(await Click(_world.Host, code), first.Replace("@", "+two@", StringComparison.Ordinal));
        (await View(affiliate)).ShouldSatisfyAllConditions(v => (v.SignUps, v.Blocked).ShouldBe((0, 1)));
        await _world.Buy(second);
        (await Commissions(affiliate)).Single().Reason.ShouldBe(CommissionReason.DuplicateAccount);
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 0));
    }

    [TestMethod]
    public async Task Address_ChangedToThatOfAnOlderAccount_EarnsNothing()
    {
        var (affiliate, code) = await _world.Affiliate();
        var old = _world.Address();
        await _world.Come(null, old);
        _world.Host.Time.Advance(TimeSpan.FromMinutes(1));
        var buyer = await _world.Come(await Click(_world.Host, code));
        await Change(buyer.UserId, old.Replace("@", "+new@", StringComparison.Ordinal));
        await _world.Buy(buyer with { Email = old.Replace("@", "+new@", StringComparison.Ordinal) });
        (await Commissions(affiliate)).Single().Reason.ShouldBe(CommissionReason.DuplicateAccount);
    }

    [TestMethod]
    public async Task Address_OfTheOlderAccountChangedBack_IsFoundWhenTheCommissionIsDue()
    {
        var (affiliate, code) = await _world.Affiliate();
        var mine = _world.Address();
        var old = await _world.Come(null, mine);
        await Change(old.UserId, _world.Address());
        _world.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.Buy(await _world.Come(await Click(_world.Host, code), mine.Replace("@", "+two@", StringComparison.Ordinal)));
        (await Commissions(affiliate)).Single().State.ShouldBe(CommissionState.Held, "nothing says that it is the same person");
        await Change(old.UserId, mine);
        await _world.Pass(TimeSpan.FromDays(31));
        (await Commissions(affiliate))
            .Single()
            .ShouldSatisfyAllConditions(c => (c.State, c.Reason).ShouldBe((CommissionState.Voided, CommissionReason.DuplicateAccount)));
        (await _world.Cash(affiliate.UserId)).ShouldBe((0, 0));
    }

    [TestMethod]
    public async Task SecondAccount_MadeLater_LeavesTheFirstItsCommission()
    {
        var (affiliate, code) = await _world.Affiliate();
        var address = _world.Address();
        var buyer = await _world.Come(await Click(_world.Host, code), address);
        _world.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.Come(null, address.Replace("@", "+later@", StringComparison.Ordinal));
        await _world.Buy(buyer);
        await _world.Pass(TimeSpan.FromDays(31));
        (await Commissions(affiliate)).Single().State.ShouldBe(CommissionState.Released);
    }

    [TestMethod]
    public async Task Run_CutOff_GoesOnAndMarksEveryAccountOnceADay()
    {
        foreach (var _ in (int[])[1, 2, 3, 4, 5])
        {
            await _world.Come(null);
        }

        await _world.Execute("delete from growth.account_marks");
        await _world.Execute("update growth.account_marking set after = null, finished_at = null");
        using var cut = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Mark(2, cut.Token, new CutOff(cut)));
        (await Marks()).ShouldBe(2L);
        var last = await _world.Scalar("select after from growth.account_marking");
        last.ShouldBe(await _world.Scalar("select user_id from growth.account_marks order by user_id desc limit 1"));
        await Mark(2, CancellationToken.None);
        (await Marks()).ShouldBe(await _world.Scalar("select count(*) from identity.users"));

        await _world.Execute("delete from growth.account_marks");
        await Mark(2, CancellationToken.None);
        (await Marks()).ShouldBe(0L, "it was here today");
        await _world.Pass(TimeSpan.FromDays(1.1));
        await Mark(500, CancellationToken.None);
        (await Marks()).ShouldBe(await _world.Scalar("select count(*) from identity.users"));
    }

    [TestMethod]
    public async Task Erase_Account_TakesItsMarkAlongAndNothingMakesAnother()
    {
        var person = await _world.Come(null);
        await _world.Host.DispatchEvents();
        (await _world.Scalar("select count(*) from growth.account_marks where user_id = $1", person.UserId)).ShouldBe(1L);
        await _world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(person.UserId, ct));
            await unitOfWork.Run(_ =>
            {
                unitOfWork.Publish(new AddressChanged(person.UserId));
                return Task.CompletedTask;
            });
            return true;
        });
        await _world.Host.DispatchEvents();
        (await _world.Scalar("select count(*) from growth.account_marks where user_id = $1", person.UserId)).ShouldBe(0L);
    }

    private static Task<object?> Marks() => _world.Scalar("select count(*) from growth.account_marks");

    private static Task Mark(int portion, CancellationToken cancellationToken, TimeProvider? clock = null) =>
        new MarkAccounts(_world.Host.Services.GetRequiredService<IServiceScopeFactory>(), clock ?? _world.Host.Time).Run(
            new JobRun("mark", NullLogger.Instance),
            portion,
            cancellationToken
        );

    /// <summary>As the link in the mail does.</summary>
    private static async Task Change(Guid userId, string email)
    {
        await _world.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetRequiredService<AccountAddress>().Restore(userId, email, ct));
            return true;
        });
        await _world.Host.DispatchEvents();
    }

    /// <summary>A clock that ends the run in the middle of its second portion.</summary>
    private sealed class CutOff(CancellationTokenSource source) : TimeProvider
    {
        private int _portions;

        public override DateTimeOffset GetUtcNow()
        {
            if (++_portions == 2)
            {
                source.Cancel();
            }

            return _world.Host.Time.GetUtcNow();
        }
    }
}
