using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Identity.Admin;

public sealed partial class RolesTests
{
    /// <summary>What the audit log keeps of decided permissions.</summary>
    private sealed record PermissionsChanged(PermissionsBefore Before, PermissionsAfter After);

    private sealed record PermissionsBefore(string[] Permissions);

    private sealed record PermissionsAfter(string[] Added, string[] Removed);

    private sealed class TimeThatStands : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }

    private static async Task<string> Make(string displayName, string? from = null)
    {
        using var answer = await Admin.Client.PostAsJsonAsync("/api/admin/roles", new { displayName, from });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var role = (await answer.Read<EditRoles.RoleView>()).Name;
        (await Audited(role, "identity.role-created")).ShouldBe(Admin.UserId);
        return role;
    }

    private static async Task<string> Decide(string role, params string[] permissions) =>
        await Send(Admin, HttpMethod.Put, $"/{role}/permissions", new { permissions, version = (await Row(role)).Version });

    private static async Task<string> Rename(string role, string displayName) =>
        await Send(
            Admin,
            HttpMethod.Put,
            $"/{role}",
            new
            {
                displayName,
                description = "",
                version = (await Row(role)).Version,
            }
        );

    private static async Task<EditRoles.RoleView> Row(string role) =>
        (await Admin.Client.Get<EditRoles.RoleMatrix>("/api/admin/roles")).Roles.Single(row => row.Name == role);

    private static async Task<IReadOnlyList<string>> Permissions(SignedIn who) => (await who.Client.Me()).Permissions;

    private static async Task<string> Send(SignedIn who, HttpMethod verb, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(verb, $"/api/admin/roles{path}");
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await who.Client.SendAsync(request);
        return response.IsSuccessStatusCode ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture) : await response.Code();
    }

    private static Task<Guid> Audited(string subject, string action) =>
        CoreHost.Scalar<Guid>(
            Host.Database.Owner,
            $"""
            select actor_id from core.audit_entries where action = '{action}' and subject_id = '{subject}' order by at desc limit 1
            """
        );
}
