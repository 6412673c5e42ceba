using Ami.AppHost.Lifecycle;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Microsoft.Extensions.Configuration;

namespace Ami.AppHost.Model;

/// <summary>
/// The system while it is being described: Aspire's builder, and what AMI's own resources need to know. The same description is run on this machine,
/// where <see cref="Local"/> says how, and published for others, where there are no folders, ports or processes.
/// </summary>
internal sealed class AmiSystem(AppHostOptions options, IDistributedApplicationBuilder application, LocalRun? local)
{
    public AppHostOptions Options { get; } = options;

    public IDistributedApplicationBuilder Application { get; } = application;

    public bool IsPublished => local is null;

    /// <summary>Only when it is run.</summary>
    public LocalRun Local => local ?? throw new InvalidOperationException("A published system has nothing on this machine.");

    /// <summary>Published, or asked to on this machine.</summary>
    public bool UsesContainers => IsPublished || Options.Containers;

    /// <summary>The servers that need neither containers nor anything installed.</summary>
    public Embedded Embedded =>
        new(Application, new EmbeddedPrograms(Local.Repository, Local.Terminal.Step), Local.DataFolder, Local.Secrets, !Options.Ephemeral)
        {
            GiveUp = Local.GiveUp,
        };

    /// <summary>Silos and their clients of one run find each other by it; what a run before left in the membership table means nothing to them.</summary>
    public string Cluster { get; } = local is null ? "ami" : $"ami-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    /// <summary>Describes the system and runs it, or publishes the description when the arguments say so.</summary>
    /// <returns>The exit code: 0 after an orderly stop, 1 when the system could not be started, 2 for options that make no sense.</returns>
    public static async Task<int> RunAsync(string[] arguments, Action<AmiSystem> describe)
    {
        var terminal = new Terminal(Console.Out, TimeProvider.System);
        try
        {
            var options = AppHostOptions.Parse(arguments);
            if (options.Help)
            {
                terminal.Line(AppHostOptions.Usage);
                return 0;
            }

            var builder = DistributedApplication.CreateBuilder(
                new DistributedApplicationOptions { Args = [.. options.Publishing], AssemblyName = typeof(AmiSystem).Assembly.GetName().Name }
            );
            builder.Configuration.AddInMemoryCollection(options.Settings);
            if (builder.ExecutionContext.IsPublishMode)
            {
                describe(new AmiSystem(options, builder, local: null));
                await builder.Build().RunAsync();
                return 0;
            }

            await using var run = await LocalRun.OpenAsync(options, builder, terminal);
            describe(new AmiSystem(options, builder, run));
            return await run.RunAsync(builder);
        }
        catch (SetupException problem)
        {
            terminal.Line($"{Environment.NewLine}{problem}");
            return problem.ExitCode;
        }
        catch (UnauthorizedAccessException denied)
        {
            terminal.Line(
                $"{Environment.NewLine}{denied.Message}{Environment.NewLine}→ It was made by another user (root, perhaps): "
                    + "start as that user, remove it, or choose another folder with --data DIR."
            );
            return 1;
        }
    }

    /// <summary>A secret parameter: what this installation once generated, or for whoever deploys to give or generate.</summary>
    public IResourceBuilder<ParameterResource> AddSecret(string name, Func<Secrets, string> kept) =>
        IsPublished
            ? Application.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            : Application.AddParameter(name, () => kept(Local.Secrets), secret: true);

    /// <summary>
    /// The key that secrets at rest are encrypted with: the one in the environment, else the one kept. Whoever deploys must give it, for it must be one of 32
    /// bytes.
    /// </summary>
    public IResourceBuilder<ParameterResource> AddMasterKey() =>
        IsPublished ? Application.AddParameter("master-key", secret: true) : Application.AddParameter("master-key", () => Local.MasterKey, secret: true);
}
