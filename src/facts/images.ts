/** Last part of the names of images that others publish to be run as they are: databases, queues, proxies, tools. */
const published =
  /^(?:postgres(?:ql)?|postgis|pgvector|timescaledb|mysql|mariadb|mssql-server|server|mongo(?:db)?|mongo-express|redis|redis-stack(?:-server)?|redisinsight|valkey|keydb|memcached|rabbitmq|kafka|cp-[\w-]+|zookeeper|kafka-ui|redpanda|nats|minio|mc|adminer|pgadmin4?|dpage|phpmyadmin|grafana(?:-oss|-enterprise)?|prometheus|alertmanager|pushgateway|node-exporter|cadvisor|statsd-exporter|[\w-]+-exporter|loki|promtail|tempo|jaeger|all-in-one|zipkin|otel-collector|opentelemetry-collector(?:-contrib)?|otelcol[\w-]*|influxdb|telegraf|chronograf|elasticsearch|opensearch|opensearch-dashboards|kibana|logstash|filebeat|fluentd|fluent-bit|nginx|httpd|traefik|caddy|haproxy|envoy|mlflow|airflow|prefect|jupyterlab|notebook|[\w-]+-notebook|localstack|dynamodb-local|azurite|portainer(?:-ce)?|vault|consul|keycloak|registry|busybox|alpine|ubuntu|debian|curl|flower|metabase|superset|neo4j|qdrant|weaviate|chroma|milvus|etcd|spark|hadoop[\w-]*|namenode|datanode|mailhog|maildev|swagger-ui|selenium[\w-]*|standalone-chrome|cloudflared|ngrok|watchtower|certbot|wait-for-it|dockerize)$/;

/**
 * An image that others publish to be run as it is, such as a database: no service of the repository, and how it is run
 * is no question of machine learning.
 */
export function isPublishedTool(image: string): boolean {
  const [bare = ''] = image.toLowerCase().split('@');
  const name = bare.split('/').at(-1)?.split(':')[0] ?? '';
  return published.test(name);
}
