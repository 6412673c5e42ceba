using Ami.Modules.Operations.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Operations;

/// <summary>Audit log, figures, dead letters, flags and health for staff. See README.md in this folder.</summary>
public sealed class OperationsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Operations";

    /// <inheritdoc/>
    public bool IsEssential => true;

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPermissions(
            OperationsPermissions.ReadAudit,
            OperationsPermissions.ManageAudit,
            OperationsPermissions.ReadSystem,
            OperationsPermissions.ManageSystem
        );
        services.AddSingleton<CurrentFigures>();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var admin = endpoints.MapGroup("/api/admin").RequireAuthorization().WithTags("Admin");
        var audit = admin.MapGroup("/audit");
        SearchAudit.Map(audit);
        VerifyAudit.Map(audit);
        KeepAudit.Map(audit);
        GetDashboard.Map(admin);
        GetHealth.Map(admin);
        GetCluster.Map(admin);
        ListJobs.Map(admin.MapGroup("/jobs"));
        RetryDeadLetters.Map(admin.MapGroup("/dead-letters"));
        DecideFlags.Map(admin.MapGroup("/flags"));
        ListLongJobs.Map(admin.MapGroup("/long-jobs"));
        MyJobs.Map(endpoints.MapGroup("/api/me/jobs").RequireAuthorization().WithTags("Jobs"));
        MyShareLinks.Map(endpoints.MapGroup("/api/me/share-links").RequireAuthorization().WithTags("Shared"));
        MyFlags.Map(endpoints.MapGroup("/api/me").RequireAuthorization().WithTags("Admin"));
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration) { }
}
