using System.Net;
using System.Net.Http.Headers;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class StaffSecondFactorTests : ApiTests<StaffSecondFactorTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(new Dictionary<string, string?> { [StaffSecondFactor.Setting] = "required" });

    [TestMethod]
    public async Task Required_StaffWithoutIt_AreOnHoldUntilItIsOn()
    {
        var admin = await Host.SignUpStaff("admin");

        (await admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.Client.Me()).IsStaffOnHold.ShouldBeTrue();
        (await admin.Client.GetAsync("/api/me/jobs")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Authenticator.TurnOn(Host, admin);
        await Renew(admin.Client);
        (await admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.Client.Me()).IsStaffOnHold.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Required_HolderOfARoleMadeByStaff_IsOnHoldToo()
    {
        await using (var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner))
        await using (
            var make = source.CreateCommand(
                """
                with made as (
                    insert into identity.roles (id, name, normalized_name, display_name)
                    values (gen_random_uuid(), 'night-shift', 'NIGHT-SHIFT', 'Night shift') returning id)
                insert into identity.role_permissions select id, 'users.read', true from made
                """
            )
        )
        {
            await make.ExecuteNonQueryAsync();
        }

        Host.Time.Advance(RolePermissions.MaximumAge, elapses: true);
        var holder = await Host.SignUpStaff("night-shift");
        (await holder.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var me = await holder.Client.Me();
        me.IsStaffOnHold.ShouldBeTrue();
        me.Permissions.ShouldBeEmpty();
        await Authenticator.TurnOn(Host, holder);
        await Renew(holder.Client);
        (await holder.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Required_Students_AreNotAsked()
    {
        var student = await Host.SignUp();
        (await student.Client.Me()).IsStaffOnHold.ShouldBeFalse();
    }

    private static async Task Renew(HttpClient client)
    {
        using var answer = await client.PostAsync("/api/auth/refresh", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = (await answer.Read<AccessGrant>()).AccessToken;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
