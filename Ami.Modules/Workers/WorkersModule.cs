using Ami.Modules.Workers.Features;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Workers;

/// <summary>Keys with which external programs call the internal API. See README.md in this folder.</summary>
public sealed class WorkersModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Workers";

    /// <inheritdoc/>
    public bool IsEssential => true;

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<WorkersDb>();
        services.AddPersonalData<WorkersPersonalData>();
        services.AddPermissions(ApiKeyPermissions.Read, ApiKeyPermissions.Manage);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<RefusedAddresses>();
        services.AddEndpointRule<ApiKeyRequired, ApiKeyLimit>();
        services.AddApiScopes(ApiScope.Ping);
        services.AddMessageKinds(CreateApiKey.Told);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Workers");
        Ping.Map(api);
        var keys = api.MapGroup("/admin/api-keys");
        ApiKeyList.Map(keys);
        CreateApiKey.Map(keys);
        ChangeApiKey.Map(keys);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration) { }
}
