using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class ImpersonationTests : ApiTests<ImpersonationTests>
{
    [TestMethod]
    public async Task Token_ActsAsThePersonAndLeavesTheAdministratorsName()
    {
        var (admin, student) = (await Host.SignUpStaff("admin"), await Host.SignUp());
        using var client = await Impersonate(admin, student);
        (await client.Me()).Email.ShouldBe(student.Email);
        (await client.GetAsync("/api/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var changed = await client.PatchAsJsonAsync("/api/me", new { displayName = "Changed" });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);

        var record = await CoreHost.Scalar<string>(
            Host.Database.Owner,
            $"select actor_id || ' ' || (after ->> 'method') || ' ' || (after ->> 'path') from core.audit_entries where action = 'identity.impersonated-request' and subject_id = '{student.UserId}'"
        );
        record.ShouldBe($"{admin.UserId} PATCH /api/me");
        (
            await CoreHost.Scalar<string>(
                Host.Database.Owner,
                $"select after ->> 'reason' from core.audit_entries where action = 'identity.impersonation-started' and subject_id = '{student.UserId}' and actor_id = '{admin.UserId}'"
            )
        ).ShouldBe("ticket 42");
    }

    [TestMethod]
    public async Task Token_WhatWantsAFreshSignIn_IsRefused()
    {
        var (admin, student) = (await Host.SignUpStaff("admin"), await Host.SignUp());
        using var client = await Impersonate(admin, student);
        using var ended = await client.DeleteAsync("/api/me/sessions");
        (await ended.Code()).ShouldBe("auth.impersonating");
        using var confirmed = await client.PostAsJsonAsync("/api/auth/confirm", new { password = ApiHost.Password });
        (await confirmed.Code()).ShouldBe("auth.impersonating");
    }

    [TestMethod]
    public async Task Token_HasNoCookieAndEndsWithTheAdministratorsSession()
    {
        var (admin, student) = (await Host.SignUpStaff("admin"), await Host.SignUp());
        using var client = await Impersonate(admin, student);
        (await client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.Client.PostAsync("/api/auth/logout", null)).EnsureSuccessStatusCode();
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Token_AfterAQuarterOfAnHour_IsOver()
    {
        await using var host = await ApiHost.Start();
        var (admin, student) = (await host.SignUpStaff("admin"), await host.SignUp());
        using var client = await Impersonate(admin, student, host);
        host.Time.Advance(TimeSpan.FromMinutes(16));
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Start_StaffOrLockedOrWithoutReason_IsRefused()
    {
        var (admin, student) = (await Host.SignUpStaff("admin"), await Host.SignUp());
        (await StaffActsTests.Act(admin, HttpMethod.Post, await Host.SignUpStaff("support"), "impersonation", new { reason = "look" })).ShouldBe(
            "admin.no_impersonation_of_staff"
        );
        (await StaffActsTests.Act(admin, HttpMethod.Post, student, "impersonation", new { reason = " " })).ShouldBe("admin.reason_missing");
        (await StaffActsTests.Act(admin, HttpMethod.Post, admin, "impersonation", new { reason = "myself" })).ShouldBe("admin.own_account");
        (await StaffActsTests.Act(admin, HttpMethod.Post, student, "lock", new { reason = "abuse" })).ShouldBe("204");
        (await StaffActsTests.Act(admin, HttpMethod.Post, student, "impersonation", new { reason = "look" })).ShouldBe("admin.already_locked");
    }

    private static async Task<HttpClient> Impersonate(SignedIn admin, SignedIn whom, ApiHost? host = null)
    {
        using var response = await admin.Client.PostAsJsonAsync($"/api/admin/users/{whom.UserId}/impersonation", new { reason = "ticket 42" });
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var client = (host ?? Host).Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await response.Read<AccessGrant>()).AccessToken);
        return client;
    }
}
