using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class GrantRoleTests : ApiTests<GrantRoleTests>, IApiTests
{
    /// <summary>As the command signs in.</summary>
    static async Task<ApiHost> IApiTests.StartHost() => await ApiHost.Start(database: (await TestServers.CreateDatabase()).AsOwner());

    [TestMethod]
    public async Task Run_KnownAddress_GrantsOnceAndTellsThePerson()
    {
        var person = await Host.SignUp();

        (await Grant(person.Email.ToUpperInvariant(), "admin")).ShouldBe(0);
        (await Grant(person.Email, "admin")).ShouldBe(0);

        using var response = await Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = person.Email, password = ApiHost.Password });
        (await response.Read<AccessGrant>()).User.Roles.ShouldBe(["admin", "student"]);
        await using var source = NpgsqlDataSource.Create(Host.Database.App);
        await using var count = source.CreateCommand("select count(*) from core.audit_entries where action = 'identity.roles-changed' and subject_id = $1");
        count.With(person.UserId.ToString());
        (await count.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [TestMethod]
    [DataRow(2, "someone@example.com", "emperor")]
    [DataRow(2, "someone@example.com")]
    [DataRow(1, "nobody@example.com", "admin")]
    public async Task Run_WhatCannotBe_IsRefused(int exit, params string[] arguments)
    {
        (await Grant(arguments)).ShouldBe(exit);
    }

    private static Task<int> Grant(params string[] arguments) =>
        Host.InScope(services => ActivatorUtilities.CreateInstance<GrantRole>(services).Run(arguments, TextWriter.Null, CancellationToken.None));
}
