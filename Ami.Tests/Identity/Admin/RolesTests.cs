using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed partial class RolesTests : StaffedApiTests<RolesTests>
{
    [TestMethod]
    public async Task Create_LikeAnother_HolderMayWhatThatMayUntilItIsTakenAway()
    {
        var role = await Make("Night shift", from: "support");
        var holder = await Host.SignUpStaff(role);
        (await holder.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Permissions(holder)).ShouldBe(await Permissions(Support));
        var row = await Row(role);
        row.People.ShouldBe(1);
        row.DisplayName.ShouldBe("Night shift");

        // Another process, which has looked the role up before.
        await using var second = Host.StartAnother();
        using var elsewhere = second.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = holder.Client.DefaultRequestHeaders.Authorization;
        (await elsewhere.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // And a table there that never asks again by itself.
        await using var source = NpgsqlDataSource.Create(Host.Database.App);
        var (bus, declared) = (second.Services.GetRequiredService<LiveBus>(), second.Services.GetServices<Permission>());
        using var told = new RolePermissions(source, bus, declared, new TimeThatStands(), NullLogger<RolePermissions>.Instance);
        (await told.Current()).Allow(UserPermissions.Read, [role]).ShouldBeTrue();

        (await Decide(role, "audit.read")).ShouldBe("200");
        (await holder.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await holder.Client.GetAsync("/api/admin/audit")).StatusCode.ShouldBe(HttpStatusCode.OK, "nobody was signed out");
        (await Permissions(holder)).ShouldBe(["audit.read"]);

        var patience = Task.Delay(TimeSpan.FromSeconds(20));
        while ((await told.Current()).Allow(UserPermissions.Read, [role]) && !patience.IsCompleted)
        {
            await Task.Yield();
        }

        (await told.Current()).Allow(UserPermissions.Read, [role]).ShouldBeFalse("the decision is told over the live bus");

        // Whoever was not told asks again after a few seconds, and waits for the answer.
        second.Time.Advance(RolePermissions.MaximumAge, elapses: true);
        (await elsewhere.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await elsewhere.GetAsync("/api/admin/audit")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Current_TableCannotBeRead_IsBelievedForAWhileThenNobodyMayAnything()
    {
        (await Admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await CoreHost.Execute(Host.Database.Owner, "alter table identity.role_permissions rename to away");
        Host.Time.Advance(RolePermissions.MaximumAge, elapses: true);
        (await Admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Host.Time.Advance(RolePermissions.BelievedFor, elapses: true);
        (await Admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await CoreHost.Execute(Host.Database.Owner, "alter table identity.away rename to role_permissions");
        Host.Time.Advance(RolePermissions.MaximumAge, elapses: true);
        (await Admin.Client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Decide_TwoEditorsAtOnce_SecondIsToldToLookAgain()
    {
        var role = await Make("Contested");
        var other = await Host.SignUpStaff("admin");
        var answers = await Task.WhenAll(
            Send(Admin, HttpMethod.Put, $"/{role}/permissions", new { permissions = new[] { "users.read" }, version = 1 }),
            Send(other, HttpMethod.Put, $"/{role}/permissions", new { permissions = new[] { "audit.read" }, version = 1 }),
            Send(
                other,
                HttpMethod.Put,
                $"/{role}",
                new
                {
                    displayName = "Contested no more",
                    description = "",
                    version = 1,
                }
            )
        );
        answers.Order().ShouldBe(["200", "role.changed", "role.changed"]);
        (await Send(Admin, HttpMethod.Delete, $"/{role}?version=1")).ShouldBe("role.changed");
        (await Row(role)).Version.ShouldBe(2);
    }

    [TestMethod]
    public async Task Decide_WhatIsFixedOrUnknown_IsRefused()
    {
        var role = await Make("Ambitious");
        var admin = (await Row("admin")).Permissions;
        foreach (var kept in new[] { "roles.manage", "roles.read", "users.manage", "users.read" })
        {
            (await Decide("admin", [.. admin.Where(one => one != kept)])).ShouldBe("role.permission_fixed", kept);
        }

        (await Decide(role, "roles.manage")).ShouldBe("role.permission_fixed");
        (await Decide("student", "users.read")).ShouldBe("role.permission_fixed");
        (await Decide("instructor", "users.read")).ShouldBe("role.permission_fixed");
        (await Decide(role, "world.rule")).ShouldBe("role.permission_unknown");
        (await Send(Admin, HttpMethod.Put, "/nobody/permissions", new { permissions = Array.Empty<string>(), version = 1 })).ShouldBe("role.unknown");
        (await Send(Support, HttpMethod.Put, $"/{role}/permissions", new { permissions = new[] { "users.read" }, version = 1 })).ShouldBe("auth.forbidden");
        (await Row(role)).Permissions.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Decide_BuiltInRole_KeepsOnlyWhatDiffersAndSaysWhatWasBefore()
    {
        var before = (await Row("support")).Permissions;
        (await Decide("support", [.. before.Where(one => one != "audit.read"), "system.manage"])).ShouldBe("200");
        const string Decisions = """
            select string_agg(permission || ' ' || granted, ', ' order by permission)
            from identity.role_permissions join identity.roles on id = role_id where name = 'support'
            """;
        (await CoreHost.Scalar<string>(Host.Database.Owner, Decisions)).ShouldBe("audit.read false, system.manage true");
        const string Entry = """
            select json_build_object('before', before::json, 'after', after::json)::text
            from core.audit_entries where action = 'identity.role-permissions-changed' and subject_id = 'support'
            """;
        var entry = JsonSerializer.Deserialize<PermissionsChanged>(await CoreHost.Scalar<string>(Host.Database.Owner, Entry), JsonSerializerOptions.Web);
        entry.ShouldNotBeNull().Before.Permissions.ShouldBe(before);
        entry.After.Added.ShouldBe(["system.manage"]);
        entry.After.Removed.ShouldBe(["audit.read"]);

        (await Decide("support", [.. before])).ShouldBe("200");
    }

    [TestMethod]
    public async Task Holder_OfAMadeRole_IsStaff()
    {
        var role = await Make("Plan seller");
        (await Decide(role, "users.read", "users.manage")).ShouldBe("200");
        var (holder, student) = (await Host.SignUpStaff(role), await Host.SignUp());
        (await StaffActsTests.Act(Support, HttpMethod.Post, holder, "lock", new { reason = "try it" })).ShouldBe("admin.staff_account");
        (await StaffActsTests.Act(Admin, HttpMethod.Post, holder, "impersonation", new { reason = "try it" })).ShouldBe("admin.no_impersonation_of_staff");
        (await StaffActsTests.Act(holder, HttpMethod.Put, student, "plan", new { plan = "pro" })).ShouldBe("204");
        (await StaffActsTests.Act(holder, HttpMethod.Put, student, "roles", new { roles = new[] { "instructor" } })).ShouldBe("204");
        foreach (var staff in new[] { "support", "admin", role })
        {
            var made = await StaffActsTests.Act(holder, HttpMethod.Put, student, "roles", new { roles = new[] { staff } });
            made.ShouldBe("admin.staff_account", "only administrators make somebody staff");
        }

        (await StaffActsTests.Act(Admin, HttpMethod.Put, student, "roles", new { roles = new[] { "student", role } })).ShouldBe("204");
    }

    [TestMethod]
    public async Task Rename_Role_IsCalledSoAndAudited()
    {
        var role = await Make("Morning shift");
        var taken = await Make("Evening shift");
        (await Rename(role, "EVENING SHIFT")).ShouldBe("role.name_taken");
        (await Rename(role, "x")).ShouldBe("role.name_wrong");
        (await Rename(role, "🌙")).ShouldBe("200", "as long here as in the database");
        (await Rename(role, "Early shift")).ShouldBe("200");
        (await Row(role)).DisplayName.ShouldBe("Early shift");
        (await Audited(role, "identity.role-renamed")).ShouldBe(Admin.UserId);
        (await Send(Admin, HttpMethod.Post, "", new { displayName = "early shift" })).ShouldBe("role.name_taken");
        (await Send(Admin, HttpMethod.Post, "", new { displayName = "Late shift", from = "nobody" })).ShouldBe("role.source_unknown");
        (await Send(Admin, HttpMethod.Post, "", new { displayName = "Administrator" })).ShouldBe("role.name_taken", "the product calls a built-in role so");
        (await Rename(role, "estudiante")).ShouldBe("role.name_taken", "in either language");
        (await Rename("admin", "Administrador")).ShouldBe("200", "a built-in role may be called what it is");
        (await Rename("admin", "")).ShouldBe("200");
        (await Rename("support", "Help desk")).ShouldBe("200");
        (await Row("support")).DisplayName.ShouldBe("Help desk");
        (await Rename("support", "")).ShouldBe("200");
        (await Row("support")).DisplayName.ShouldBeNull();
        (await Row(taken)).DisplayName.ShouldBe("Evening shift");
    }

    [TestMethod]
    public async Task Delete_RoleThatPeopleHave_TakesItFromAsManyAsWereSeen()
    {
        var role = await Make("Short-lived", from: "support");
        var (only, also) = (await Host.SignUpStaff(role), await Host.SignUpStaff(role));
        (await StaffActsTests.Act(Admin, HttpMethod.Put, only, "roles", new { roles = new[] { role } })).ShouldBe("204");
        (await Send(Admin, HttpMethod.Delete, $"/{role}?version=1")).ShouldBe("role.held");
        (await Send(Admin, HttpMethod.Delete, $"/{role}?version=1&people=1")).ShouldBe("role.held");
        (await Send(Admin, HttpMethod.Delete, $"/{role}?version=1&people=2")).ShouldBe("204");
        foreach (var holder in new[] { only, also })
        {
            (await holder.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var detail = await Admin.Client.Get<GetUser.UserDetail>($"/api/admin/users/{holder.UserId}");
            detail.Account.Roles.ShouldBe(["student"]);
            (await Audited(holder.UserId.ToString(), "identity.roles-changed")).ShouldBe(Admin.UserId);
        }

        (await Audited(role, "identity.role-deleted")).ShouldBe(Admin.UserId);
        (await Send(Admin, HttpMethod.Delete, $"/{role}?version=1")).ShouldBe("role.unknown");
        (await Send(Admin, HttpMethod.Delete, "/admin?version=-1&people=1")).ShouldBe("role.built_in", "whatever version was seen");
    }

    [TestMethod]
    public async Task Changes_WithoutFreshSignIn_AskForIt()
    {
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await Send(Admin, HttpMethod.Post, "", new { displayName = "Too late" })).ShouldBe("auth.confirmation_required");
        (await Send(Admin, HttpMethod.Delete, "/support?version=1")).ShouldBe("auth.confirmation_required");
        (await Admin.Client.GetAsync("/api/admin/roles")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task LastAdministrator_LeavesWhileDemotingTheOther_OneUsableRemains()
    {
        // Two processes: one has a single connection, and would do one after the other anyway.
        await using var host = await ApiHost.Start();
        await using var second = host.StartAnother();
        for (var round = 0; round < 3; round++)
        {
            var (a, b) = (await host.SignUpStaff("admin"), await host.SignUpStaff("admin"));
            using var elsewhere = second.Anonymous();
            elsewhere.DefaultRequestHeaders.Authorization = a.Client.DefaultRequestHeaders.Authorization;
            await Task.WhenAll(
                StaffActsTests.Act(a, HttpMethod.Put, b, "roles", new { roles = new[] { "student" } }),
                elsewhere.PostAsJsonAsync("/api/me/deletion", new { confirmation = a.Email })
            );
            (
                await CoreHost.Scalar<long>(
                    host.Database.Owner,
                    """
                    select count(*) from identity.users u join identity.user_roles m on m.user_id = u.id join identity.roles r on r.id = m.role_id
                    where r.name = 'admin' and u.locked_at is null and u.deletion_due_at is null
                    """
                )
            ).ShouldBe(1, $"round {round.ToString(CultureInfo.InvariantCulture)}");
            await CoreHost.Execute(host.Database.Owner, "delete from identity.user_roles");
        }

        // One who is locked cannot do the work.
        var (last, locked) = (await host.SignUpStaff("admin"), await host.SignUpStaff("admin"));
        (await StaffActsTests.Act(last, HttpMethod.Post, locked, "lock", new { reason = "away" })).ShouldBe("204");
        using var leaving = await last.Client.PostAsJsonAsync("/api/me/deletion", new { confirmation = last.Email });
        (await leaving.Code()).ShouldBe("identity.last_admin");
    }
}
