using System.Security.Claims;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

/// <summary>What an endpoint demands of its caller's plan, by the plan that they have now.</summary>
[TestClass]
public sealed class PlanDemandTests : ApiTests<PlanDemandTests>
{
    [TestMethod]
    public async Task Demand_PlanThatChangesMeanwhile_FollowsAtOnceWhateverTheTokenSays()
    {
        var person = await Host.SignUp();
        await using var other = Host.StartAnother();
        foreach (
            var (paid, refusedFor) in ((Plan, Plan?)[])
                [(Plan.Free, Plan.Basic), (Plan.Pro, Plan.Premium), (Plan.Premium, null), (Plan.Basic, Plan.Pro), (Plan.Free, Plan.Basic)]
        )
        {
            (await Set(plans => plans.Set(person.UserId, paid))).ShouldBe(paid);
            foreach (var demand in Enum.GetValues<Plan>())
            {
                (await Refusal(Host, person, demand) is null).ShouldBe(demand <= paid, $"{demand} with {paid}");
                await Eventually.BecomesTrueAsync(async () => await Refusal(other, person, demand) is null == demand <= paid, CancellationToken.None);
            }

            if (refusedFor is { } wanted)
            {
                var refusal = (await Refusal(Host, person, wanted)).ShouldNotBeNull();
                (refusal.Code, refusal.Facts["plan"]).ShouldBe(("plan.upgrade_required", wanted.ToString().ToLowerInvariant()));
                refusal.ToProblem().ProblemDetails.Extensions["plan"].ShouldBe(wanted.ToString().ToLowerInvariant());
            }
        }
    }

    [TestMethod]
    public async Task Set_WhileStaffGaveMore_LeavesWhatStaffGave()
    {
        var person = await Host.SignUp();
        (await Give(person, Plan.Pro)).ShouldBe(Plan.Pro);
        (await Set(plans => plans.Set(person.UserId, Plan.Basic))).ShouldBe(Plan.Pro);
        (await Set(plans => plans.Set(person.UserId, Plan.Premium))).ShouldBe(Plan.Premium);
        (await Give(person, Plan.Free)).ShouldBe(Plan.Premium);
        (await Set(plans => plans.Set(person.UserId, Plan.Free))).ShouldBe(Plan.Free);
        (await Set(plans => plans.Set(Guid.CreateVersion7(), Plan.Pro))).ShouldBeNull();
    }

    [TestMethod]
    public async Task Set_MessageWasLost_IsReadFromTheTable()
    {
        var person = await Host.SignUp();
        (await Refusal(Host, person, Plan.Pro)).ShouldNotBeNull();
        await using (
            var command = Host
                .Services.GetRequiredService<Npgsql.NpgsqlDataSource>()
                .CreateCommand("update identity.users set plan = 'Pro', plan_changed_at = $2 where id = $1")
        )
        {
            command.With(person.UserId).With(Host.Time.GetUtcNow());
            await command.ExecuteNonQueryAsync();
        }

        await Host.Services.GetRequiredService<ChangedPlans>().Read(TimeSpan.FromMinutes(1), CancellationToken.None);
        (await Refusal(Host, person, Plan.Pro)).ShouldBeNull();
    }

    [TestMethod]
    public async Task Set_WorkIsRolledBack_ChangesNothing()
    {
        var person = await Host.SignUp();
        await Host.InScope(async services =>
        {
            var undone = await services
                .GetRequiredService<UnitOfWork>()
                .Run<Result<bool>>(async ct =>
                {
                    await services.GetRequiredService<IPaidPlans>().Set(person.UserId, Plan.Premium, ct);
                    return Error.Conflict("test.undone", "Undone.");
                });
            undone.IsOk.ShouldBeFalse();
            return true;
        });
        (await Refusal(Host, person, Plan.Basic)).ShouldNotBeNull();
    }

    private static ValueTask<Error?> Refusal(ApiHost host, SignedIn person, Plan demand)
    {
        var claims = new Claim[] { new(CurrentUser.IdClaim, person.UserId.ToString()), new("plan", "free") };
        var context = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) };
        return new PlanRule(host.Services.GetRequiredService<ICurrentPlans>()).Refusal(context, new PlanRequired(demand));
    }

    private static Task<Plan?> Set(Func<IPaidPlans, Task<Plan?>> set) =>
        Host.InScope(services => services.GetRequiredService<UnitOfWork>().Run(_ => set(services.GetRequiredService<IPaidPlans>())));

    private static Task<Plan?> Give(SignedIn person, Plan plan) =>
        Host.InScope(services =>
            services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<AccountPlans>().Give(person.UserId, plan, ct))
        );
}
