using Ami.Modules.__Name__.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.__Name__;

/// <summary>People's entries. See README.md in this folder.</summary>
public sealed class __Name__Module : IModule
{
    /// <inheritdoc/>
    public string Name => "__Name__";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<__Name__Db>();
        services.AddPersonalData<__Name__PersonalData>();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var entries = endpoints.MapGroup("/api/__kebab-name__").RequireAuthorization().WithTags("__Title__");
        List__Name__Entries.Map(entries);
        Create__Name__Entry.Map(entries);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration) { }
}
