using Npgsql;

namespace Ami.Tests.Core;

[TestClass]
public class LedgerTests
{
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
    public async Task Post_MovesBothBalances()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        (await _ledger.Post(_ledger.Transfer(outside, ann, 100.25m))).IsOk.ShouldBeTrue();
        (await _ledger.Balance(ann)).ShouldBe(new LedgerBalance(Money.Usd(100.25m), Money.Usd(0), Money.Usd(0)));
        (await _ledger.Figures(outside)).ShouldBe((-100.25m, 0, 0));
    }

    [TestMethod]
    public async Task Post_BelowZero_IsRefusedAndChangesNothing()
    {
        var (outside, ann, _) = await _ledger.OpenReal(toAnn: 10m);
        (await _ledger.Post(_ledger.Transfer(ann, outside, 10.01m))).Error.Code.ShouldBe("ledger.insufficient_funds");
        (await _ledger.Figures(ann)).ShouldBe((10m, 0, 0));
    }

    [TestMethod]
    public async Task Post_OtherCurrency_IsRefused()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        var euros = LedgerHost.Cash(Currency.Eur);
        await _ledger.Open(euros);
        (await _ledger.Post(_ledger.Transfer(outside, euros, 1m))).Error.Code.ShouldBe("ledger.currency_mismatch");
        (await _ledger.Post(_ledger.Transfer(euros, ann, 1m))).Error.Code.ShouldBe("ledger.currency_mismatch");
        (await _ledger.Post(_ledger.Transfer(outside, ann, 1m) with { Amount = new Money(1m, Currency.Eur) })).Error.Code.ShouldBe("ledger.currency_mismatch");
    }

    [TestMethod]
    public async Task Post_BetweenRealms_IsRefusedInBothDirections()
    {
        var (outside, ann, _) = await _ledger.OpenReal(toAnn: 10m);
        var practice = new LedgerAccount(Guid.CreateVersion7(), ChartOfAccounts.PracticeCash, Currency.Usd);
        await _ledger.Open(practice);
        (await _ledger.Post(_ledger.Transfer(practice, ann, 1m))).Error.Code.ShouldBe("ledger.realms_apart");
        (await _ledger.Post(_ledger.Transfer(ann, practice, 1m))).Error.Code.ShouldBe("ledger.realms_apart");
        (await _ledger.Post(_ledger.Pending(practice, outside, 1m))).Error.Code.ShouldBe("ledger.realms_apart");
    }

    [TestMethod]
    public async Task Post_AccountNotOpen_IsRefused()
    {
        var (outside, _, _) = await _ledger.OpenReal();
        (await _ledger.Post(_ledger.Transfer(outside, LedgerHost.Cash(), 1m))).Error.Code.ShouldBe("ledger.account_missing");
    }

    [TestMethod]
    public async Task Post_NineDigits_IsABugAndNotRounded()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        await Should.ThrowAsync<PostgresException>(() => _ledger.Post(_ledger.Transfer(outside, ann, 1.000000001m)));
        (await _ledger.Post(_ledger.Transfer(outside, ann, 0.00000001m))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((0.00000001m, 0, 0));
    }

    [TestMethod]
    public async Task Post_SameIdAndContent_ChangesNothing()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        var transfer = _ledger.Transfer(outside, ann, 5m);
        (await _ledger.Post(transfer)).IsOk.ShouldBeTrue();
        (await _ledger.Post(transfer with { OccurredAt = transfer.OccurredAt.AddHours(1) })).IsOk.ShouldBeTrue();
        (await _ledger.Post(transfer, transfer)).IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((5m, 0, 0));
    }

    [TestMethod]
    public async Task Post_SameIdAndOtherContent_IsRefused()
    {
        var (outside, ann, bob) = await _ledger.OpenReal(toAnn: 100m);
        var transfer = _ledger.Transfer(outside, ann, 5m);
        (await _ledger.Post(transfer)).IsOk.ShouldBeTrue();
        foreach (
            var other in (LedgerStep[])
                [
                    transfer with
                    {
                        Amount = Money.Usd(6m),
                    },
                    transfer with
                    {
                        From = bob.Id,
                    },
                    transfer with
                    {
                        To = bob.Id,
                    },
                    transfer with
                    {
                        Kind = "other",
                    },
                    transfer with
                    {
                        ReferenceId = Guid.CreateVersion7(),
                    },
                    _ledger.Pending(outside, ann, 5m) with
                    {
                        Id = transfer.Id,
                        ReferenceId = transfer.ReferenceId,
                    },
                ]
        )
        {
            (await _ledger.Post(other)).Error.Code.ShouldBe("ledger.transfer_conflict");
        }

        (await _ledger.Figures(ann)).ShouldBe((105m, 0, 0));
    }

    [TestMethod]
    public async Task Post_SameTransferFromManyAtOnce_HappensOnce()
    {
        var (outside, ann, _) = await _ledger.OpenReal();
        var transfer = _ledger.Transfer(outside, ann, 5m);
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _ledger.Post(transfer)));
        results.ShouldAllBe(r => r.IsOk);
        (await _ledger.Figures(ann)).ShouldBe((5m, 0, 0));
    }

    [TestMethod]
    public async Task Post_LinkedAndOneRefused_NoneHappensAndTheTransactionGoesOn()
    {
        var (outside, ann, bob) = await _ledger.OpenReal(toAnn: 10m);
        var result = await _ledger.InTransaction(async ledger =>
        {
            var refused = await ledger.Post([_ledger.Transfer(ann, bob, 4m), _ledger.Pending(ann, bob, 4m), _ledger.Transfer(ann, outside, 4m)]);
            refused.Error.Code.ShouldBe("ledger.insufficient_funds");
            return await ledger.Post([_ledger.Transfer(ann, bob, 1m)]);
        });
        result.IsOk.ShouldBeTrue();
        (await _ledger.Figures(ann)).ShouldBe((9m, 0, 0));
        (await _ledger.Figures(bob)).ShouldBe((1m, 0, 0));
    }

    [TestMethod]
    public async Task Post_LinkedInOrder_EachSeesTheOneBefore()
    {
        var (outside, ann, bob) = await _ledger.OpenReal();
        var pending = _ledger.Pending(ann, bob, 7m);
        (await _ledger.Post(_ledger.Transfer(outside, ann, 7m), pending, _ledger.PostOf(pending), _ledger.Transfer(bob, outside, 7m))).IsOk.ShouldBeTrue();
        (await _ledger.Figures(bob)).ShouldBe((0m, 0, 0));
    }

    [TestMethod]
    public async Task Post_ManyAtOnceInBothDirections_BalancesAgreeWithTransfers()
    {
        var (outside, ann, _) = await _ledger.OpenReal(toAnn: 1000m);
        await Task.WhenAll(
            Enumerable.Range(1, 60).Select(i => _ledger.Post(i % 2 == 0 ? _ledger.Transfer(outside, ann, i) : _ledger.Transfer(ann, outside, i)))
        );
        (await _ledger.Figures(ann)).ShouldBe((1030m, 0, 0));
    }

    [TestMethod]
    public async Task Post_LinkedInOppositeOrders_NobodyWaitsForEachOther()
    {
        var (_, ann, bob) = await _ledger.OpenReal(toAnn: 1000m);
        var (_, cat, dan) = await _ledger.OpenReal(toAnn: 1000m);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 80)
                .Select(i =>
                {
                    LedgerStep[] steps = [_ledger.Transfer(ann, bob, 1m), _ledger.Transfer(cat, dan, 1m)];
                    return _ledger.Post(i % 2 == 0 ? steps : [.. steps.Reverse()]);
                })
        );
        results.ShouldAllBe(r => r.IsOk);
        (await _ledger.Figures(dan)).ShouldBe((80m, 0, 0));
    }

    [TestMethod]
    public async Task Post_StepsOfOneAccount_EachSaysBalancesBeforeAndAfter()
    {
        var (outside, ann, bob) = await _ledger.OpenReal();
        var (first, second, third) = (_ledger.Transfer(outside, ann, 10m), _ledger.Pending(ann, bob, 4m), _ledger.Transfer(ann, bob, 5m));
        (await _ledger.Post(first, second, third)).IsOk.ShouldBeTrue();
        (await _ledger.Post(_ledger.PostOf(second, 3m))).IsOk.ShouldBeTrue();
        (
            await CoreHost.Scalar<string>(
                _ledger.Database.App,
                $"""
                select string_agg(concat_ws(' ', step, round(debit_balance_before), round(debit_balance_after), round(debit_pending_before), round(debit_pending_after),
                    round(credit_balance_before), round(credit_balance_after), round(credit_pending_before), round(credit_pending_after)), ', ' order by seq)
                from core.ledger_transfers where '{ann.Id}' in (from_account, to_account)
                """
            )
        ).ShouldBe("posted 0 -10 0 0 0 10 0 0, pending 10 10 0 4 0 0 0 4, posted 10 5 4 4 0 5 4 4, post_pending 5 2 4 0 5 8 4 0");
    }

    [TestMethod]
    public async Task Exchange_MovesExactAmountsThroughLiquidity()
    {
        var (_, dollars, _) = await _ledger.OpenReal(toAnn: 100m);
        var euros = new LedgerAccount(dollars.OwnerId, ChartOfAccounts.RealCash, Currency.Eur);
        var (taking, giving) = (ChartOfAccounts.Liquidity(LedgerRealm.Real, Currency.Usd), ChartOfAccounts.Liquidity(LedgerRealm.Real, Currency.Eur));
        var outside = new LedgerAccount(ChartOfAccounts.House, ChartOfAccounts.RealOutside, Currency.Eur);
        await _ledger.Open(euros, taking, giving, outside);
        var exchange = LedgerExchange
            .Of(Guid.CreateVersion7(), dollars, euros, 30m, 27.123m, "exchange", Guid.CreateVersion7(), _ledger.Time.GetUtcNow())
            .Value;
        (await _ledger.Post(exchange)).Error.Code.ShouldBe("ledger.insufficient_funds", "there is no liquidity yet");
        (await _ledger.Figures(dollars)).ShouldBe((100m, 0, 0));

        (await _ledger.Post(_ledger.Transfer(outside, giving, 50m))).IsOk.ShouldBeTrue();
        (await _ledger.Post(exchange)).IsOk.ShouldBeTrue();
        (await _ledger.Post(exchange)).IsOk.ShouldBeTrue();
        (await _ledger.Figures(dollars)).ShouldBe((70m, 0, 0));
        (await _ledger.Figures(taking)).ShouldBe((30m, 0, 0));
        (await _ledger.Figures(giving)).ShouldBe((22.877m, 0, 0));
        (await _ledger.Figures(euros)).ShouldBe((27.123m, 0, 0));
    }

    [TestMethod]
    public void Exchange_BetweenRealmsOrWithinACurrency_IsRefused()
    {
        var real = LedgerHost.Cash();
        var practice = new LedgerAccount(Guid.CreateVersion7(), ChartOfAccounts.PracticeCash, Currency.Eur);
        Of(practice, real).Error.Code.ShouldBe("ledger.realms_apart");
        Of(real, practice).Error.Code.ShouldBe("ledger.realms_apart");
        Of(real, LedgerHost.Cash()).Error.Code.ShouldBe("ledger.same_currency");

        static Result<LedgerTransfer[]> Of(LedgerAccount seller, LedgerAccount buyer) =>
            LedgerExchange.Of(Guid.CreateVersion7(), seller, buyer, 1m, 1m, "exchange", Guid.CreateVersion7(), default);
    }

    [TestMethod]
    public async Task Chart_CodeAndDatabase_SayTheSame()
    {
        var known = await CoreHost.Scalar<string>(
            _ledger.Database.App,
            "select string_agg(format('%s %s %s', kind, realm, allow_negative), ', ' order by kind collate \"C\") from core.ledger_chart"
        );
        known.ShouldBe(
            string.Join(
                ", ",
                ChartOfAccounts
                    .All.OrderBy(k => k.Name, StringComparer.Ordinal)
                    .Select(k => $"{k.Name} {(k.Realm == LedgerRealm.Real ? "real" : "practice")} {(k.AllowNegative ? "t" : "f")}")
            )
        );
    }
}
