using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

/// <summary>What tests of accounts ask again and again.</summary>
internal static class AccountClient
{
    public static Task<HttpResponseMessage> Login(this ApiHost host, string email, string password) =>
        host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email, password });

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, object body) => client.PostAsJsonAsync(path, body);

    public static Task<UserProfile> Me(this HttpClient client) => client.Get<UserProfile>("/api/me");

    /// <summary>Asks for a reset, lets the silo work, and takes the secret out of the mail.</summary>
    public static async Task<string> ResetToken(this ApiHost host, string email)
    {
        using var response = await host.Anonymous().PostAsJsonAsync("/api/auth/password/forgot", new { email });
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        await host.DispatchEvents();
        return host.Mailbox.Newest(email, "new password").Token;
    }

    public static Task<T> Scalar<T>(this ApiHost host, string sql, params object[] parameters) =>
        host.InScope(services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command(sql);
                foreach (var parameter in parameters)
                {
                    command.With(parameter);
                }

                return (T)(await command.ExecuteScalarAsync(ct) ?? throw new InvalidOperationException("No row."));
            });
        });

    /// <summary>How often the audit log holds an act on a user.</summary>
    public static Task<long> Audited(this ApiHost host, string action, Guid userId, bool succeeded = true) =>
        host.Scalar<long>(
            "select count(*) from core.audit_entries where action = $1 and subject_id = $2 and succeeded = $3",
            action,
            userId.ToString(),
            succeeded
        );
}
