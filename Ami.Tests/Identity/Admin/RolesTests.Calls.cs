using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Identity.Admin;

public sealed partial class RolesTests
{
    private sealed class TimeThatStands : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }

    private static async Task<string> Make(string displayName, string? from = null)
    {
        using var answer = await Admin.Client.PostAsJsonAsync("/api/admin/roles", new { displayName, from });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var role = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString() ?? "";
        (await Audited(role, "identity.role-created")).ShouldBe(Admin.UserId);
        return role;
    }

    private static async Task<string> Decide(string role, params string[] permissions) =>
        await Send(Admin, HttpMethod.Put, $"/{role}/permissions", new { permissions, version = (await Row(role)).GetProperty("version").GetInt32() });

    private static async Task<string> Rename(string role, string displayName) =>
        await Send(
            Admin,
            HttpMethod.Put,
            $"/{role}",
            new
            {
                displayName,
                description = "",
                version = (await Row(role)).GetProperty("version").GetInt32(),
            }
        );

    private static async Task<JsonElement> Row(string role) =>
        (await Admin.Client.GetFromJsonAsync<JsonElement>("/api/admin/roles"))
            .GetProperty("roles")
            .EnumerateArray()
            .Single(row => row.GetProperty("name").GetString() == role);

    private static async Task<string[]> Permissions(SignedIn who) => Names(await who.Client.GetFromJsonAsync<JsonElement>("/api/me"), "permissions");

    private static string[] Names(JsonElement of, string property) => [.. of.GetProperty(property).EnumerateArray().Select(one => one.GetString() ?? "")];

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
