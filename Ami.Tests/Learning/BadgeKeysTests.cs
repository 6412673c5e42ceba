using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Which key signs badges after one was replaced, and what is left of that.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class BadgeKeysTests : ApiTests<BadgeKeysTests>
{
    [TestMethod]
    public async Task Replace_ClockWasSetBack_SignsWithTheNewKeyAllTheSame()
    {
        var earlier = await Replace();
        (
            await CoreHost.Scalar<string>(
                Host.Database.Owner,
                $"update learning.badge_keys set created_at = created_at + interval '1 hour' where kid = '{earlier}' returning kid"
            )
        ).ShouldBe(earlier);
        var kid = await Replace();
        (await Host.InScope(services => services.GetRequiredService<BadgeKeys>().Signer(CancellationToken.None))).Kid.ShouldBe(kid);
    }

    [TestMethod]
    public async Task Replace_UndoneWithWhatItWasPartOf_LeavesNoEntryAndOneThatStaysDoes()
    {
        var (undone, stays) = ("", await Replace());
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Host.InScope(async services =>
            {
                await services
                    .GetRequiredService<UnitOfWork>()
                    .Run(async ct =>
                    {
                        undone = await services.GetRequiredService<BadgeKeys>().Replace(compromised: false, ct);
                        throw new InvalidOperationException();
                    });
                return 0;
            })
        );
        undone.ShouldNotBeEmpty();
        (await Entries(undone)).ShouldBe(0);
        (await Entries(stays)).ShouldBe(1);
    }

    private static Task<string> Replace() =>
        Host.InScope(services => services.GetRequiredService<BadgeKeys>().Replace(compromised: false, CancellationToken.None));

    private static Task<long> Entries(string kid) =>
        CoreHost.Scalar<long>(
            Host.Database.Owner,
            $"select count(*) from core.audit_entries where action = 'learning.badge-key-rotated' and subject_id = '{kid}'"
        );
}
