using Ami.AppHost.Model;
using Ami.AppHost.Servers;

return await AmiSystem.RunAsync(
    args,
    system =>
    {
        var options = system.Options;
        var masterKey = system.AddMasterKey();
        var database = system.AddPostgres("postgres");
        var redis = system.AddRedis("redis");

        var migrate = system.AddService("migrate", "Ami.Silo", migrate => migrate.RunsOnce("migrate").WithReference(database.Owner).WaitFor(database.Server));

        if (options.Demo)
        {
            system.AddService(
                "demo",
                "Ami.Silo",
                demo =>
                    demo.RunsOnce("seed-demo", repeatOutput: true)
                        .WithReference(database.App)
                        .WithReference(database.Owner)
                        .WithReference(redis)
                        .WithEnvironment("Ami__MasterKey", masterKey)
                        .WaitFor(redis)
                        .WaitForCompletion(migrate)
            );
        }

        var silos = system.AddService(
            "silo",
            "Ami.Silo",
            options.Silos,
            silo =>
                silo.WithHttp()
                    .WithSilo()
                    .WithReference(database.App)
                    .WithReference(redis)
                    .WithEnvironment("Ami__MasterKey", masterKey)
                    .WithStateFolder("Mail__Pickup", "mail")
                    .WithStateFolder("Files__Folder", "files")
                    .WaitFor(redis)
                    .WaitForCompletion(migrate)
        );

        var apis = system.AddService(
            "api",
            "Ami.ApiService",
            options.Apis,
            api =>
                api.WithHttp()
                    .WithCluster()
                    .WithReference(database.App)
                    .WithReference(redis)
                    .WithEnvironment("Ami__MasterKey", masterKey)
                    .WithStateFolder("Mail__Pickup", "mail")
                    .WithStateFolder("Files__Folder", "files")
                    .WaitFor(redis)
                    .WaitForCompletion(migrate)
        );

        system.AddStripe([.. silos, .. apis], apis[0]);

        // The last with an address: where people are sent once all is ready.
        var web = system.AddService("web", "Ami.Web", web => web.WithPublicHttp(options.Port).WithReference(apis).WaitForStart(apis).WaitForStart(silos));

        foreach (var service in silos.Concat(apis))
        {
            service.WithPublicUrl(web);
        }

        new DeveloperCommands(system, database, redis).AddTo(web);
    }
);
